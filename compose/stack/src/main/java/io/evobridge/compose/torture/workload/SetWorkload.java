package io.evobridge.compose.torture.workload;

import io.evobridge.compose.Site;
import io.evobridge.compose.torture.history.Action;
import io.evobridge.compose.torture.history.Operation;
import io.evobridge.contract.CanonicalKey;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Inserts rows that nobody else inserts. */
final class SetWorkload implements Workload {

    private final RowSql elements;
    private long inserted;

    SetWorkload(Site site) {
        this.elements = new RowSql(site.table(Shapes.ELEMENT));
    }

    @Override
    public void step(Client client, Random random) {
        add(client);
    }

    Operation add(Client client) {
        String owner = client.site().name() + "-" + client.process();
        String key = new CanonicalKey(Shapes.ELEMENT, List.of(owner, Long.toString(inserted++))).toString();
        String note = client.uniqueWord();
        return client.perform(Action.ADD, Shapes.ELEMENT, key, note, connection -> {
            elements.insert(connection, key, Shapes.ELEMENT_NOTE, note);
            return Optional.empty();
        });
    }
}
