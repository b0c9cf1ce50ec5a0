package io.evobridge.compose.torture.workload;

import io.evobridge.compose.Site;
import io.evobridge.compose.torture.history.Action;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Registers that are read, replaced by unique words, deleted and inserted again. A write knows what it replaces. */
final class RegisterWorkload implements Workload {

    private static final int DELETES_PERCENT = 5;
    private static final int READS_PERCENT = 25;

    private final RowSql cells;
    private final List<String> keys = Shapes.registers();

    RegisterWorkload(Site site) {
        this.cells = new RowSql(site.table(Shapes.CELL));
    }

    @Override
    public void step(Client client, Random random) {
        String key = keys.get(random.nextInt(keys.size()));
        int dice = random.nextInt(100);
        if (dice < DELETES_PERCENT) {
            client.perform(Action.DELETE, Shapes.CELL, key, "", connection -> {
                Optional<String> found = cells.lock(connection, key, Shapes.CONTENT);
                if (found.isEmpty()) {
                    // No lock stands on a row that is absent: a delete could meet one that came in between.
                    throw new SQLException("nothing to delete in " + key);
                }
                cells.delete(connection, key);
                return found;
            });
        } else if (dice < READS_PERCENT) {
            client.perform(
                    Action.READ, Shapes.CELL, key, "", connection -> cells.read(connection, key, Shapes.CONTENT));
        } else {
            write(client, cells, key);
        }
    }

    static boolean write(Client client, RowSql cells, String key) {
        String word = client.uniqueWord();
        return client.perform(Action.WRITE, Shapes.CELL, key, word, connection -> {
                    Optional<String> found = cells.lock(connection, key, Shapes.CONTENT);
                    cells.put(connection, key, Shapes.CONTENT, word, found.isPresent());
                    return found;
                })
                .isOk();
    }
}
