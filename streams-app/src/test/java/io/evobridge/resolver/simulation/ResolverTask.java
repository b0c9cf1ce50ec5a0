package io.evobridge.resolver.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.contract.Headers;
import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Version;
import io.evobridge.resolver.processor.Outputs;
import io.evobridge.resolver.processor.Resolution;
import io.evobridge.resolver.processor.Resolve;
import io.evobridge.resolver.store.CommitRequests;
import io.evobridge.resolver.store.ResolverState;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The real resolver for one partition, as Kafka Streams would run it: its store has a changelog, its outputs arrive
 * later, its offsets are committed now and then, and it dies in between.
 */
final class ResolverTask {

    static final String CHANGES = "changes";
    static final String RESOLVED = "resolved";
    static final String CONFLICTS = "conflicts";
    static final String QUARANTINE = "quarantine";

    private final int partition;
    private final List<SourceConnector> sources;
    private final Truth truth;
    private final PlantedBugs bugs;
    private final Oracle oracle;
    private Resolution resolution;
    private final ChangelogStore store = new ChangelogStore();
    private final int partitions;
    private final Producer producer;
    private final Map<SourceConnector, Integer> committed = new HashMap<>();
    private final Map<SourceConnector, Integer> next = new HashMap<>();
    /** Keys whose counter was set by a node that was too far behind to know what it had seen. */
    private final Set<String> blurred = new HashSet<>();

    private final List<Forwarded> forwarded = new ArrayList<>();
    private Resolve processor;
    private @Nullable RecordMetadata place;
    private @Nullable CapturedRecord current;
    private boolean recordsMayBeLost;

    ResolverTask(
            int partition,
            List<SourceConnector> sources,
            Truth truth,
            Oracle oracle,
            PlantedBugs bugs,
            Resolution resolution,
            int partitions,
            Producer producer) {
        this.partition = partition;
        this.sources = sources;
        this.truth = truth;
        this.oracle = oracle;
        this.bugs = bugs;
        this.resolution = resolution;
        this.producer = producer;
        producer.connect(Producer.CHANGELOG, (Integer count) -> store.receive(count));
        this.partitions = partitions;
        this.processor = start(partitions);
    }

    /** Sources of which a record waits. */
    List<SourceConnector> waiting() {
        return sources.stream()
                .filter(source ->
                        next.getOrDefault(source, 0) < source.topic(partition).size())
                .toList();
    }

    boolean isUncommitted() {
        return !committed.equals(next);
    }

    /** The next record of a source. */
    Logged peek(SourceConnector source) {
        return source.topic(partition).get(next.getOrDefault(source, 0)).logged;
    }

    ChangelogStore store() {
        return store;
    }

    /** Takes one record of a source. */
    void process(SourceConnector source) {
        int offset = next.merge(source, 1, Integer::sum) - 1;
        CapturedRecord record = source.topic(partition).get(offset);
        current = record;
        place = new RecordMetadata() {
            @Override
            public String topic() {
                return Wire.TOPICS.captured(source.node());
            }

            @Override
            public int partition() {
                return partition;
            }

            @Override
            public long offset() {
                return offset;
            }
        };
        if (record.logged instanceof Logged.Change change && change.write() != Logged.NO_WRITE) {
            LocalWrite write = truth.write(change.write());
            Knowledge known = store.truth(change.key());
            if (oracle.isBeyondMemory(write, known)) {
                blurred.add(change.key());
            }
            store.setTruth(change.key(), known.with(write));
        }
        if (bugs.has(PlantedBug.DELETION_MARKER_DROPPED_BY_AGE)) {
            store.forget(key -> state(key).versions().stream().allMatch(version -> version.image() == null));
        }
        boolean silent = bugs.has(PlantedBug.OUTPUT_NOT_RESENT);
        List<Version> before = silent ? versions(record.logged) : List.of();
        int unreceived = store.unreceived();
        processor.process(new Record<>(record.key, record.value, record.timestampMillis, new RecordHeaders()));
        if (bugs.has(PlantedBug.CLOCK_BEFORE_KEY)) {
            store.reverseSince(unreceived);
        }
        for (int i = unreceived; i < store.unreceived(); i++) {
            producer.send(Producer.CHANGELOG, 1);
        }
        if (!silent || record.logged instanceof Logged.Marker || !before.equals(versions(record.logged))) {
            forwarded.forEach(sent -> producer.send(sent.child, sent.record));
        }
        forwarded.clear();
        checkVersions(record.logged);
        if (contained(source) <= offset) {
            throw new Violation("a record was taken in, and its log did not move: " + record.logged);
        }
    }

    void commit(boolean exactlyOnce) {
        if (exactlyOnce || !bugs.has(PlantedBug.OFFSETS_BEFORE_OUTPUTS)) {
            producer.deliverAll();
        }
        committed.putAll(next);
    }

    /**
     * Whether a conflict record may be missing: at least once, a write that was replaced within the batch that was never
     * sent is not recorded again (decision 0011).
     */
    boolean recordsMayBeLost() {
        return recordsMayBeLost;
    }

    /** Dies and starts again from its changelog and its committed offsets. */
    void crash(Random random, boolean exactlyOnce) {
        recordsMayBeLost |= !exactlyOnce;
        producer.crash(random, exactlyOnce);
        store.crash();
        if (bugs.has(PlantedBug.REPLAY_COUNTS_AGAIN)) {
            store.forgetTaken();
        }
        next.clear();
        next.putAll(committed);
        processor = start(partitions);
        sources.forEach(this::checkContained);
    }

    /** Is stopped, and started with another bridge file. */
    void restart(Resolution changed) {
        producer.deliverAll();
        committed.putAll(next);
        resolution = changed;
        processor = start(partitions);
    }

    KeyState state(String key) {
        return new ResolverState(store).key(Wire.bytes(key));
    }

    private Resolve start(int count) {
        Resolve started = new Resolve(
                resolution,
                count,
                new Outputs(CHANGES, RESOLVED, CONFLICTS, QUARANTINE),
                "state",
                new CommitRequests());
        started.init(context());
        return started;
    }

    /** What the processor asks of Kafka Streams, and nothing more. */
    @SuppressWarnings("unchecked")
    private ProcessorContext<byte[], byte[]> context() {
        return (ProcessorContext<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ProcessorContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getStateStore" -> store;
                    case "recordMetadata" -> Optional.ofNullable(place);
                    case "taskId" -> new TaskId(0, partition);
                    // Commits come whenever they like here.
                    case "schedule" -> (Cancellable) () -> {};
                    case "forward" -> {
                        forward((Record<byte[], byte[]>) arguments[0], (String) arguments[1]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException("the simulation has no " + method.getName());
                });
    }

    private void forward(Record<byte[], byte[]> record, String child) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        switch (child) {
            case CHANGES -> {
                checkChange(headers);
                forwarded.add(new Forwarded(child, record));
            }
            case RESOLVED -> forwarded.add(new Forwarded(child, resolved(record, headers)));
            case CONFLICTS -> forwarded.add(new Forwarded(child, recorded(record)));
            default -> throw new Violation("quarantined: " + headers.get(Headers.REASON));
        }
    }

    /** The writes that a conflict record holds. */
    private List<LocalWrite> recorded(Record<byte[], byte[]> record) {
        String key = new String(record.key(), UTF_8);
        return Wire.dots(Objects.requireNonNull(record.value()), bugs).stream()
                .map(dot -> truth.named(dot, key))
                .toList();
    }

    private void checkChange(Map<String, String> headers) {
        if (!(Objects.requireNonNull(current).logged instanceof Logged.Change change)
                || change.write() == Logged.NO_WRITE) {
            throw new Violation("an echo became a write: " + current.logged);
        }
        truth.stamped(truth.write(change.write()), Hlc.parse(headers.getOrDefault(Headers.HLC, "")));
    }

    private ResolvedRecord resolved(Record<byte[], byte[]> record, Map<String, String> headers) {
        String key = new String(record.key(), UTF_8);
        Dot winner = new Dot(
                headers.getOrDefault(Headers.ORIGIN, ""),
                LogPosition.parse(headers.getOrDefault(Headers.POSITION, "")));
        LocalWrite author = truth.named(winner, key);
        Row row = Wire.row(record.value());
        Knowledge known = store.truth(key);
        Expected expected = oracle.expect(known);
        if (author.id() != expected.winner().id() || !Objects.equals(row, expected(key, expected, row))) {
            throw new Violation("a resolved record shows " + row + " and names " + author + " instead of " + expected);
        }
        // Fields of a write that is yet to be read again are not in the record.
        BitSet contained = truth.byField() ? known.taken() : known.all();
        return new ResolvedRecord(0, key, row, headers, contained, expected.authors());
    }

    /** The row that is expected, but for a counter of which nobody promises anything: that may be as it is found. */
    @Nullable
    Row expected(String key, Expected expected, @Nullable Row found) {
        Row row = expected.row();
        return row == null || found == null || !blurred.contains(key)
                ? row
                : row.with(Row.BALANCE, found.get(Row.BALANCE));
    }

    private List<Version> versions(Logged logged) {
        return logged instanceof Logged.Change change ? state(change.key()).versions() : List.of();
    }

    private long contained(SourceConnector source) {
        return new ResolverState(store).log(source.node()).next();
    }

    /** What the state says that it contains of a log, it contains. */
    private void checkContained(SourceConnector source) {
        for (CapturedRecord record : source.topic(partition).subList(0, (int) contained(source))) {
            if (record.logged instanceof Logged.Change change
                    && change.write() != Logged.NO_WRITE
                    && !store.truth(change.key()).all().get(change.write())) {
                throw new Violation("the state lacks a write that it says it contains: " + truth.write(change.write()));
            }
        }
    }

    /** The key's versions are exactly the writes that no other had really seen. */
    private void checkVersions(Logged logged) {
        if (logged instanceof Logged.Change change && change.write() != Logged.NO_WRITE) {
            BitSet versions = new BitSet();
            state(change.key())
                    .versions()
                    .forEach(version -> versions.set(
                            truth.named(version.dot(), change.key()).id()));
            BitSet expected = truth.newest(store.truth(change.key()).all());
            BitSet gone = (BitSet) expected.clone();
            gone.andNot(versions);
            if (!gone.isEmpty()) {
                throw new Violation("a version left the state of " + change.key() + " though no write had seen it: "
                        + words(gone) + "; the state is " + words(versions));
            }
            versions.andNot(expected);
            if (!versions.isEmpty()) {
                throw new Violation("a conflict that is none: a later write had seen " + words(versions));
            }
        }
    }

    private List<LocalWrite> words(BitSet ids) {
        return ids.stream().mapToObj(truth::write).toList();
    }

    private record Forwarded(String child, Object record) {}
}
