package io.evobridge.resolver.simulation;

import io.evobridge.resolver.core.merge.Intake;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.SeenBefore;
import io.evobridge.resolver.core.merge.WriteOutcomes;
import io.evobridge.resolver.metrics.ResolverMetrics;
import io.evobridge.resolver.processor.Resolution;
import io.evobridge.resolver.store.RequestMemory;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A bridge of several databases, its applications and its faults. After the last write everything heals, and the world
 * must come to rest with equal databases.
 */
final class World {

    private static final int STEPS_TO_REST = 100_000;
    private static final long SKEW_MILLIS = 600_000;
    private static final int GREED = 8;
    private static final int FUSE_REFUSALS = 16;

    final Random random;
    final Weather weather;
    final Roles roles;
    final Rules rules;
    final Truth truth;
    final Oracle oracle;
    final Trace trace = new Trace();
    /** Databases that must show the state at the end. */
    final List<Database> written = new ArrayList<>();

    final List<SourceConnector> sources = new ArrayList<>();
    final List<ResolverTask> resolvers = new ArrayList<>();
    final List<List<ResolvedRecord>> resolved = new ArrayList<>();
    final List<Target> targets = new ArrayList<>();
    final List<String> keys = new ArrayList<>();
    final Partitions partitions;

    private final PlantedBugs bugs;
    private final Applications applications;
    private final Schedule schedule;
    private boolean joined;

    World(long seed, PlantedBugs bugs) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        this.weather = Weather.of(random);
        this.roles = Roles.of(random, weather.nodes());
        this.rules = Rules.of(random, roles.captured());
        this.bugs = bugs;
        this.truth = new Truth(rules);
        this.oracle = new Oracle(truth, rules);
        this.schedule = new Schedule(random, trace, weather.maxMillisPerStep());
        this.partitions = new Partitions(weather.partitions());
        for (int i = 1; i <= weather.keys(); i++) {
            keys.add(Row.key(i));
        }
        this.applications = new Applications(random, keys, weather.values(), rules.byField());
        roles.captured().forEach(name -> sources.add(new SourceConnector(new Database(name, truth), partitions, bugs)));
        for (int i = 0; i < partitions.count(); i++) {
            addPartition(i);
        }
        boolean filled = random.nextInt(3) == 0;
        for (SourceConnector source : sources) {
            if (roles.late().contains(source.node())) {
                addLater(source);
            } else {
                addNode(source, filled);
            }
        }
    }

    /** Runs to the end; throws {@link Violation}. */
    void run() {
        for (int i = 0; i < weather.steps(); i++) {
            schedule.step();
        }
        schedule.heal();
        for (int i = 0; i < STEPS_TO_REST; i++) {
            if (!schedule.step()) {
                new Ending(this).check();
                return;
            }
        }
        throw new Violation("the writers stopped long ago and there is still traffic");
    }

    private void addPartition(int partition) {
        List<ResolvedRecord> topic = new ArrayList<>();
        resolved.add(topic);
        Producer producer = new Producer(weather.slowTopic());
        producer.connect(ResolverTask.CHANGES, record -> {});
        producer.connect(ResolverTask.RESOLVED, (ResolvedRecord record) -> {
            topic.add(record.at(topic.size()));
            trace.add("resolved-%d gets %s", partition, topic.get(topic.size() - 1));
        });
        producer.connect(ResolverTask.CONFLICTS, (List<LocalWrite> writes) -> writes.forEach(truth::recorded));
        ResolverTask task =
                new ResolverTask(partition, sources, truth, oracle, bugs, resolution(), partitions.count(), producer);
        resolvers.add(task);
        addResolver("resolver-" + partition, task, producer);
        addTarget("target-" + partition, new Target(partition, topic, true));
        roles.sinks().forEach(node -> addTarget(node + "-" + partition, new Target(partition, topic, false)));
    }

    private void addResolver(String who, ResolverTask task, Producer producer) {
        schedule.add(who, weather.resolve(), () -> !task.waiting().isEmpty(), () -> {
            List<SourceConnector> waiting = task.waiting();
            boolean last = weather.greedy() && random.nextInt(GREED) > 0;
            SourceConnector source = waiting.get(last ? waiting.size() - 1 : random.nextInt(waiting.size()));
            trace.add("%s takes %s", who, task.peek(source));
            task.process(source);
        });
        schedule.add(
                who,
                weather.arrive(),
                () -> !weather.exactlyOnce() && !producer.isEmpty(),
                () -> producer.deliverSome(random));
        schedule.add(who, weather.commit() + 1, () -> !producer.isEmpty() || task.isUncommitted(), () -> {
            trace.add("%s commits", who);
            task.commit(weather.exactlyOnce());
        });
        schedule.addFault(who, weather.crash(), () -> {
            trace.add("%s dies", who);
            task.crash(random, weather.exactlyOnce());
        });
        schedule.addAbsence(who, weather.cutOff());
    }

    private void addTarget(String who, Target target) {
        targets.add(target);
        schedule.add(who, weather.sink(), target::isBehind, target::applyNext);
        schedule.addFault(who, weather.crash(), () -> target.rewind(random));
    }

    /** A node that joins with rows of its own, when the others have been at work for a while. */
    private void addLater(SourceConnector source) {
        schedule.add("operator", 1 + weather.commit() / 4, () -> !joined, () -> {
            trace.add("%s joins", source.node());
            joined = true;
            resolvers.forEach(resolver -> resolver.restart(resolution()));
            addNode(source, true);
        });
    }

    private void addNode(SourceConnector source, boolean filled) {
        Database database = source.database();
        if (filled) {
            applications.fill(database, schedule.nowMillis());
        }
        schedule.add("application", weather.write(), () -> !schedule.isHealed(), () -> {
            applications
                    .transaction(database, schedule.nowMillis())
                    .forEach(write -> trace.add("%s commits %s", database.name, write));
        });
        schedule.addFault(database.name, weather.turnClock(), () -> {
            long skew = random.nextLong(2 * SKEW_MILLIS) - SKEW_MILLIS;
            trace.add("%s turns its clock to %d ms", database.name, skew);
            database.turnClock(skew);
        });
        String who = "source-" + database.name;
        schedule.add(
                who,
                weather.capture(),
                source::isBehind,
                () -> trace.add("%s captures %s", who, source.capture(schedule.nowMillis())));
        schedule.addFault(who, weather.capture(), source::commit);
        schedule.addFault(
                who, weather.crash(), () -> trace.add("%s starts again after %s", who, source.restart(random)));
        schedule.addAbsence(who, weather.cutOff());
        if (roles.both().contains(database.name)) {
            written.add(database);
            for (int i = 0; i < partitions.count(); i++) {
                addSink(database, i);
            }
        }
    }

    private void addSink(Database database, int partition) {
        String who = "sink-" + database.name + "-" + partition;
        SinkSeat seat = new SinkSeat(
                () -> new SqlSink(database, partition, resolved.get(partition), bugs, weather.memorySize()));
        schedule.add(
                who,
                weather.sink(),
                () -> seat.sink().isBehind() && !seat.sink().isWriting(),
                () -> {
                    trace.add("%s begins %s", who, seat.sink().begin(1 + random.nextInt(4), schedule.nowMillis()));
                });
        schedule.add(
                who,
                weather.sink(),
                () -> seat.sink().isWriting(),
                () -> trace.add("%s %s", who, seat.sink().commit(schedule.nowMillis())));
        schedule.add(
                who,
                weather.sink(),
                seat::hasOrphan,
                () -> trace.add("%s, replaced, %s", who, seat.finishOrphan(random, schedule.nowMillis())));
        schedule.addFault(who, weather.crash(), () -> {
            trace.add("%s dies", who);
            seat.replace(random.nextInt(3) == 0);
        });
        schedule.addAbsence(who, weather.cutOff());
    }

    private Resolution resolution() {
        return new Resolution(
                Wire.TOPICS,
                roles.captured(joined),
                roles.both(joined),
                Set.of(Wire.ENTITY),
                new Intake(weather.drift()),
                seenBefore(),
                new Merges(Map.of(), rules.forResolver(bugs)),
                FUSE_REFUSALS,
                Wire.CATALOG,
                new RequestMemory.Bound(Long.MAX_VALUE, Long.MAX_VALUE),
                WriteOutcomes.NOBODY,
                new ResolverMetrics(new CompositeMeterRegistry(), schedule::nowMillis));
    }

    private SeenBefore seenBefore() {
        if (bugs.has(PlantedBug.CONTEXT_IGNORED)) {
            return (node, key) -> key.seen().only(node);
        }
        return bugs.has(PlantedBug.CONTEXT_OF_EVERYTHING) ? (node, key) -> key.seen() : SeenBefore.LOG;
    }
}
