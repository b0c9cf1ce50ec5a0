package io.evobridge.resolver.core.merge.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.Seeds;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases that write one row and now and then learn of the merged one, over a resolver that reads their logs. */
class FieldsPropertyTest {

    private static final FieldRules RULES = new FieldRules(
            Map.of(
                    "count", FieldPolicy.COUNTER,
                    "tags", FieldPolicy.SET,
                    "high", FieldPolicy.MAX,
                    "owner", FieldPolicy.PRIORITY),
            FieldPolicy.LWW,
            new Precedence(List.of("n1"), false));

    static LongStream seeds() {
        return LongStream.concat(Seeds.all(), Seeds.all().map(seed -> seed + 100_000));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyOrderOfArrivalWithRepetitionsGivesTheSameFields(long seed) {
        Random random = Seeds.random(seed);
        World world = new World(random, true);
        world.live(Seeds.size(seed) * 2);

        assertThat(world.merged(random, true)).as("-Dseed=" + seed).isEqualTo(world.merged(random, false));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allDatabasesEndAlikeAndNoDeltaIsLostOrDoubled(long seed) {
        Random random = Seeds.random(seed);
        World world = new World(random, false);
        world.live(Seeds.size(seed) * 2);
        world.settle();

        for (Database database : world.databases) {
            assertThat(database.row).as("-Dseed=" + seed).isEqualTo(world.fields.values(RULES));
        }
        assertThat(world.fields.values(RULES)).as("-Dseed=" + seed).containsEntry("count", Rows.number(world.added));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFieldHoldsExactlyTheWritesThatNobodyOverwroteKnowingly(long seed) {
        Random random = Seeds.random(seed);
        World world = new World(random, false);
        world.live(Seeds.size(seed) * 2);

        Fields merged = world.merged(random, true);

        List<RowWrite> naming = world.databases.stream()
                .flatMap(database -> database.log.stream())
                .filter(write -> write.before() == null
                        || !Rows.value(write.after(), "name").equals(Rows.value(write.before(), "name")))
                .toList();
        assertThat(merged.contenders("name"))
                .as("-Dseed=" + seed)
                .extracting(written -> written.stamp().dot())
                .containsExactlyInAnyOrderElementsOf(naming.stream()
                        .map(write -> write.stamp().dot())
                        .filter(dot -> naming.stream()
                                .noneMatch(other -> other.context().covers(dot)))
                        .toList());
    }

    /** One key in three databases. */
    private static final class World {

        private final Random random;
        private final boolean recreate;
        private final List<Database> databases = new ArrayList<>();
        private Fields fields = Fields.EMPTY;
        private VersionVector seen = VersionVector.EMPTY;
        private long added;
        private int writes;

        World(Random random, boolean recreate) {
            this.random = random;
            this.recreate = recreate;
            for (int i = 0; i < 3; i++) {
                databases.add(new Database("n" + i));
            }
        }

        void live(int steps) {
            SortedMap<String, FieldValue> begin = Rows.row(
                    "count", Rows.number(0),
                    "tags", Rows.set("t0"),
                    "high", Rows.number(3),
                    "owner", Rows.text("nobody"),
                    "name", Rows.text("first"));
            for (Database database : databases) {
                if (random.nextBoolean() || database == databases.get(0)) {
                    write(database, begin);
                }
            }
            for (int i = 0; i < steps; i++) {
                Database database = databases.get(random.nextInt(databases.size()));
                switch (random.nextInt(4)) {
                    case 0 -> read(database);
                    case 1 -> database.apply(this);
                    default -> {
                        if (database.row != null) {
                            write(database, changed(database.row));
                        } else {
                            database.apply(this);
                        }
                    }
                }
            }
        }

        void settle() {
            databases.forEach(database -> {
                while (database.read < database.log.size()) {
                    read(database);
                }
            });
            databases.forEach(database -> database.apply(this));
        }

        /** The resolver takes the next write of a log in. */
        private void read(Database database) {
            if (database.read < database.log.size()) {
                RowWrite write = database.log.get(database.read++);
                fields = fields.take(write, RULES);
                seen = seen.join(write.context()).with(write.stamp().dot());
            }
        }

        private void write(Database database, SortedMap<String, FieldValue> after) {
            boolean inserted = database.row == null || (recreate && random.nextInt(12) == 0);
            Stamp stamp =
                    new Stamp(new Dot(database.name, new LogPosition(1, ++writes)), Hlc.of(random.nextInt(5), writes));
            if (!inserted && database.row != null) {
                added += count(after) - count(database.row);
            }
            database.log.add(
                    new RowWrite(stamp, database.seen, inserted, inserted ? null : database.row, after, Set.of()));
            database.seen = database.seen.with(stamp.dot());
            database.row = after;
        }

        private SortedMap<String, FieldValue> changed(SortedMap<String, FieldValue> row) {
            SortedMap<String, FieldValue> changed = new TreeMap<>(row);
            if (random.nextBoolean()) {
                changed.put("count", Rows.number(count(row) + random.nextInt(11) - 5));
            }
            if (random.nextBoolean()) {
                String[] tags = java.util.stream.IntStream.range(0, 4)
                        .filter(tag -> random.nextBoolean())
                        .mapToObj(tag -> "t" + tag)
                        .toArray(String[]::new);
                changed.put("tags", random.nextInt(6) == 0 ? FieldValue.Nothing.VALUE : Rows.set(tags));
            }
            for (String field : List.of("high", "owner", "name")) {
                if (random.nextInt(3) == 0) {
                    changed.put(field, Rows.number(random.nextInt(9)));
                }
            }
            return changed;
        }

        private static long count(SortedMap<String, FieldValue> row) {
            return ((FieldValue.Numeric) Rows.value(row, "count")).value().longValueExact();
        }

        /** All logs taken in, in one order that keeps each database's own; a disturbed one goes back now and then. */
        Fields merged(Random order, boolean disturbed) {
            int[] next = new int[databases.size()];
            int replays = disturbed ? 5 : 0;
            Fields merged = Fields.EMPTY;
            int left =
                    databases.stream().mapToInt(database -> database.log.size()).sum();
            while (left > 0) {
                int log = order.nextInt(next.length);
                if (next[log] > 0 && replays > 0 && order.nextInt(8) == 0) {
                    int back = order.nextInt(next[log]);
                    left += next[log] - back;
                    next[log] = back;
                    replays--;
                } else if (next[log] < databases.get(log).log.size()) {
                    merged = merged.take(databases.get(log).log.get(next[log]++), RULES);
                    left--;
                }
            }
            return merged;
        }
    }

    /** A database with one row and the log of what applications did to it. */
    private static final class Database {

        private final String name;
        private final List<RowWrite> log = new ArrayList<>();
        private int read;
        private VersionVector seen = VersionVector.EMPTY;
        private @Nullable SortedMap<String, FieldValue> row;

        Database(String name) {
            this.name = name;
        }

        /** A sink writes the merged row, unless it would undo a write that the resolver has not read. */
        void apply(World world) {
            if (read == log.size() && !world.fields.equals(Fields.EMPTY)) {
                row = world.fields.values(RULES);
                seen = seen.join(world.seen);
            }
        }
    }
}
