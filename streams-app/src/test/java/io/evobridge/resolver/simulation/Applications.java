package io.evobridge.resolver.simulation;

import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The applications at every database: they insert, change, count and delete, and wait for locks. */
final class Applications {

    private final Random random;
    private final List<String> keys;
    private final int values;

    Applications(Random random, List<String> keys, int values) {
        this.random = random;
        this.keys = keys;
        this.values = values;
    }

    /** Rows that are there before the bridge is. */
    void fill(Collection<Database> databases, long nowMillis) {
        if (random.nextInt(3) == 0) {
            for (Database database : databases) {
                for (String key : keys) {
                    if (random.nextBoolean()) {
                        database.insertBeforeTheBridge(key, new Row(name(), random.nextInt(3)), nowMillis);
                    }
                }
            }
        }
    }

    List<LocalWrite> transaction(Database database, long nowMillis) {
        SortedMap<String, @Nullable Row> changes = new TreeMap<>();
        int rows = random.nextInt(4) == 0 ? 3 : 1;
        for (int i = 0; i < rows; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            Row row = database.cell(key).row();
            if (!database.isLocked(key)) {
                int what = random.nextInt(6);
                if (row == null || what == 0) {
                    changes.put(key, new Row(name(), random.nextInt(3)));
                } else if (what == 1) {
                    changes.put(key, null);
                } else if (what < 4) {
                    changes.put(key, new Row(row.name(), row.balance() + random.nextInt(5) - 2));
                } else {
                    changes.put(key, new Row(name(), row.balance()));
                }
            }
        }
        return changes.isEmpty() ? List.of() : database.commit(changes, nowMillis);
    }

    private String name() {
        return "v" + random.nextInt(values);
    }
}
