package io.evobridge.compose.torture.workload;

import io.evobridge.compose.Site;
import io.evobridge.compose.torture.history.Action;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Appends unique words to texts that are read, extended and written back. */
final class AppendWorkload implements Workload {

    private final RowSql pages;
    private final List<String> keys = Shapes.pages();

    AppendWorkload(Site site) {
        this.pages = new RowSql(site.table(Shapes.PAGE));
    }

    @Override
    public void step(Client client, Random random) {
        String key = keys.get(random.nextInt(keys.size()));
        String word = client.uniqueWord();
        client.perform(Action.APPEND, Shapes.PAGE, key, word, connection -> {
            Optional<String> found = pages.lock(connection, key, Shapes.WORDS);
            pages.put(connection, key, Shapes.WORDS, found.orElse("") + " " + word, found.isPresent());
            return found;
        });
    }
}
