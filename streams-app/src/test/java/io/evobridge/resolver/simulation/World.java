package io.evobridge.resolver.simulation;

import io.evobridge.resolver.core.merge.Intake;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.SeenBefore;
import io.evobridge.resolver.core.merge.WholeRecord;
import io.evobridge.resolver.metrics.ResolverMetrics;
import io.evobridge.resolver.processor.Resolution;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * A bridge of several writable databases, its applications and its faults. One random number decides what happens next;
 * time is a number. After the last write everything heals, and the world must come to rest with equal databases.
 */
final class World {

    private static final long START_MILLIS = 1_700_000_000_000L;
    private static final int STEPS_TO_REST = 100_000;
    private static final long HOURS_MILLIS = 5 * 3_600_000L;
    private static final long SKEW_MILLIS = 600_000;
    private static final int FUSE_REFUSALS = 16;

    final Random random;
    final Weather weather;
    final Truth truth = new Truth();
    final Trace trace = new Trace();
    final SortedMap<String, Database> databases = new TreeMap<>();
    final List<SourceConnector> sources = new ArrayList<>();
    final List<ResolverTask> resolvers = new ArrayList<>();
    final List<List<ResolvedRecord>> resolved = new ArrayList<>();
    final List<FencedTarget> targets = new ArrayList<>();
    final List<String> keys = new ArrayList<>();
    final Partitions partitions;

    private final PlantedBugs bugs;
    private final Applications applications;
    private final List<SinkSeat> seats = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private final Map<String, Long> awayUntil = new HashMap<>();
    private long nowMillis = START_MILLIS;
    private boolean healed;

    World(long seed, PlantedBugs bugs) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        this.weather = Weather.of(seed, random);
        this.bugs = bugs;
        this.partitions = new Partitions(weather.partitions());
        for (int i = 1; i <= weather.keys(); i++) {
            keys.add(Row.key(i));
        }
        this.applications = new Applications(random, keys, weather.values());
        for (int i = 1; i <= weather.nodes(); i++) {
            Database database = new Database("n" + i, truth);
            databases.put(database.name, database);
            sources.add(new SourceConnector(database, partitions, bugs));
        }
        for (int i = 0; i < partitions.count(); i++) {
            addPartition(i);
        }
        sources.forEach(source -> addNode(source, source.database()));
        applications.fill(databases.values(), nowMillis);
    }

    /** Runs to the end; throws {@link Violation}. */
    void run() {
        for (int i = 0; i < weather.steps(); i++) {
            step();
        }
        healed = true;
        awayUntil.clear();
        for (int i = 0; i < STEPS_TO_REST; i++) {
            if (!step()) {
                new Ending(this).check();
                return;
            }
        }
        throw new Violation("the writers stopped long ago and there is still traffic");
    }

    /** One event; false where nothing can happen any more. */
    private boolean step() {
        if (weather.maxMillisPerStep() > 0) {
            nowMillis += random.nextInt(weather.maxMillisPerStep());
        }
        trace.nextStep(nowMillis);
        int sum = 0;
        List<Action> possible = new ArrayList<>();
        for (Action action : actions) {
            if (action.weight > 0 && !isAway(action.who) && action.possible.getAsBoolean()) {
                possible.add(action);
                sum += action.weight;
            }
        }
        if (possible.isEmpty()) {
            return !awayUntil.isEmpty() && waitForSomebody();
        }
        int chosen = random.nextInt(sum);
        for (Action action : possible) {
            chosen -= action.weight;
            if (chosen < 0) {
                action.run.run();
                break;
            }
        }
        return true;
    }

    private boolean waitForSomebody() {
        nowMillis = awayUntil.values().stream().mapToLong(Long::longValue).min().orElse(nowMillis);
        awayUntil.values().removeIf(until -> until <= nowMillis);
        return true;
    }

    private boolean isAway(String who) {
        Long until = awayUntil.get(who);
        if (until != null && until <= nowMillis) {
            awayUntil.remove(who);
            return false;
        }
        return until != null;
    }

    private void addPartition(int partition) {
        List<ResolvedRecord> topic = new ArrayList<>();
        resolved.add(topic);
        Producer producer = new Producer();
        producer.connect(ResolverTask.CHANGES, record -> {});
        producer.connect(ResolverTask.RESOLVED, (ResolvedRecord record) -> {
            topic.add(record.at(topic.size()));
            trace.add("resolved-%d gets %s", partition, topic.get(topic.size() - 1));
        });
        producer.connect(ResolverTask.CONFLICTS, (List<LocalWrite> writes) -> writes.forEach(truth::recorded));
        ResolverTask task =
                new ResolverTask(partition, sources, truth, bugs, resolution(), weather.partitions(), producer);
        resolvers.add(task);
        FencedTarget target = new FencedTarget(topic);
        targets.add(target);

        String who = "resolver-" + partition;
        add(who, weather.resolve(), () -> !task.waiting().isEmpty(), () -> {
            List<SourceConnector> waiting = task.waiting();
            SourceConnector source = waiting.get(random.nextInt(waiting.size()));
            trace.add("%s takes %s", who, task.peek(source));
            task.process(source);
        });
        add(
                who,
                weather.arrive(),
                () -> !weather.exactlyOnce() && !producer.isEmpty(),
                () -> producer.deliverSome(random));
        add(who, weather.commit() + 1, () -> !producer.isEmpty() || task.isUncommitted(), () -> {
            trace.add("%s commits", who);
            task.commit(weather.exactlyOnce());
        });
        addFault(who, weather.crash(), () -> {
            trace.add("%s dies", who);
            task.crash(random, weather.exactlyOnce());
        });
        addFault(who, weather.cutOff(), () -> cutOff(who));
        add("target-" + partition, weather.sink(), target::isBehind, target::applyNext);
        addFault("target-" + partition, weather.crash(), () -> target.rewind(random));
    }

    private void addNode(SourceConnector source, Database database) {
        add("application", weather.write(), () -> !healed, () -> {
            applications
                    .transaction(database, nowMillis)
                    .forEach(write -> trace.add("%s commits %s", database.name, write));
        });
        addFault(database.name, weather.turnClock(), () -> {
            long skew = random.nextLong(2 * SKEW_MILLIS) - SKEW_MILLIS;
            trace.add("%s turns its clock to %d ms", database.name, skew);
            database.turnClock(skew);
        });
        String who = "source-" + database.name;
        add(
                who,
                weather.capture(),
                source::isBehind,
                () -> trace.add("%s captures %s", who, source.capture(nowMillis)));
        addFault(who, weather.capture(), source::commit);
        addFault(who, weather.crash(), () -> trace.add("%s starts again after %s", who, source.restart(random)));
        addFault(who, weather.cutOff(), () -> cutOff(who));
        for (int i = 0; i < partitions.count(); i++) {
            addSink(database, i);
        }
    }

    private void addSink(Database database, int partition) {
        String who = "sink-" + database.name + "-" + partition;
        SinkSeat seat = new SinkSeat(
                () -> new SqlSink(database, partition, resolved.get(partition), bugs, weather.memorySize()));
        seats.add(seat);
        add(who, weather.sink(), () -> seat.sink().isBehind() && !seat.sink().isWriting(), () -> {
            trace.add("%s begins %s", who, seat.sink().begin(1 + random.nextInt(4), nowMillis));
        });
        add(
                who,
                weather.sink(),
                () -> seat.sink().isWriting(),
                () -> trace.add("%s %s", who, seat.sink().commit(nowMillis)));
        add(
                who,
                weather.sink(),
                seat::hasOrphan,
                () -> trace.add("%s, replaced, %s", who, seat.finishOrphan(random, nowMillis)));
        addFault(who, weather.crash(), () -> {
            trace.add("%s dies", who);
            seat.replace(random.nextInt(3) == 0);
        });
        addFault(who, weather.cutOff(), () -> cutOff(who));
    }

    private Resolution resolution() {
        return new Resolution(
                Wire.TOPICS,
                databases.keySet(),
                new TreeSet<>(databases.keySet()),
                Set.of(Wire.ENTITY),
                new Intake(weather.drift()),
                seenBefore(),
                Merges.all(bugs.has(PlantedBug.NO_TIE_BREAK) ? new FirstOfEqualsWins() : WholeRecord.LAST_WRITER_WINS),
                FUSE_REFUSALS,
                Wire.CATALOG,
                new ResolverMetrics(new CompositeMeterRegistry(), () -> nowMillis));
    }

    private SeenBefore seenBefore() {
        if (bugs.has(PlantedBug.CONTEXT_IGNORED)) {
            return (node, key) -> key.seen().only(node);
        }
        return bugs.has(PlantedBug.CONTEXT_OF_EVERYTHING) ? (node, key) -> key.seen() : SeenBefore.LOG;
    }

    private void cutOff(String who) {
        long millis = random.nextBoolean() ? random.nextInt(60_000) : random.nextLong(HOURS_MILLIS);
        trace.add("%s is away for %d ms", who, millis);
        awayUntil.put(who, nowMillis + millis);
    }

    private void add(String who, int weight, BooleanSupplier possible, Runnable run) {
        actions.add(new Action(who, weight, possible, run));
    }

    private void addFault(String who, int weight, Runnable run) {
        add(who, weight, () -> !healed, run);
    }

    private record Action(String who, int weight, BooleanSupplier possible, Runnable run) {}
}
