package io.evobridge.resolver.simulation;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The applications at every database: they insert, change, count and delete, and wait for locks. */
final class Applications {

    private static final List<String> TAGS = List.of("red", "green", "blue");

    private final Random random;
    private final List<String> keys;
    private final int values;
    private final boolean byField;

    Applications(Random random, List<String> keys, int values, boolean byField) {
        this.random = random;
        this.keys = keys;
        this.values = values;
        this.byField = byField;
    }

    /** Rows that are there before the bridge is. */
    void fill(Database database, long nowMillis) {
        for (String key : keys) {
            if (random.nextBoolean()) {
                database.insertBeforeTheBridge(key, row(), nowMillis);
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
                int what = random.nextInt(byField ? 12 : 6);
                if (row == null || what == 0) {
                    changes.put(key, row());
                } else if (what == 1) {
                    changes.put(key, null);
                } else {
                    changes.put(key, changed(row, what));
                }
            }
        }
        return changes.isEmpty() ? List.of() : database.commit(changes, nowMillis);
    }

    private Row changed(Row row, int what) {
        if (what < 4) {
            return row.with(Row.BALANCE, number(row) + random.nextInt(5) - 2);
        } else if (what < 6) {
            return row.with(Row.NAME, name());
        } else if (what < 9) {
            return row.with(Row.TAGS, tags(row));
        } else if (what < 11) {
            return row.with(Row.LIMIT, (long) random.nextInt(9));
        }
        String field = Row.FIELDS.get(random.nextInt(Row.FIELDS.size()));
        return row.with(field, null).with(Row.NAME, name());
    }

    private Row row() {
        Row row = Row.of(name(), random.nextInt(3));
        return byField ? row.with(Row.TAGS, tags(row)).with(Row.LIMIT, (long) random.nextInt(9)) : row;
    }

    private String tags(Row row) {
        Set<String> members = Row.members(row.get(Row.TAGS));
        String tag = TAGS.get(random.nextInt(TAGS.size()));
        if (!members.remove(tag)) {
            members.add(tag);
        }
        return String.join(",", members);
    }

    private static long number(Row row) {
        return row.get(Row.BALANCE) instanceof Long number ? number : 0;
    }

    private String name() {
        return "v" + random.nextInt(values);
    }
}
