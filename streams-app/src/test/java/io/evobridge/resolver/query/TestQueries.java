package io.evobridge.resolver.query;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.LogPosition;
import io.evobridge.contract.RequestId;
import io.evobridge.resolver.FakeRegistry;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.MergeRules;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.WholeRecord;
import io.evobridge.resolver.core.merge.WriteOutcomes.Kind;
import io.evobridge.resolver.core.merge.WriteOutcomes.WriteOutcome;
import io.evobridge.resolver.metrics.InstanceFigures;
import io.evobridge.resolver.monitor.BridgeFigures;
import io.evobridge.resolver.store.CommitRequests;
import io.evobridge.resolver.store.RequestMemory;
import io.evobridge.resolver.wire.ApiWrite;
import io.evobridge.resolver.wire.SchemaCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The queries on key states in memory, in one instance; nothing of it is in Kafka. */
final class TestQueries implements KeyStates {

    final FakeRegistry registry = new FakeRegistry();
    final NavigableMap<String, KeyState> states = new TreeMap<>();
    final FakeEnds ends = new FakeEnds();
    /** What the one copy contains: node → next offset. */
    final Map<String, Long> contained = new ConcurrentHashMap<>();
    /** Whether this instance has a copy. */
    volatile boolean copied = true;

    final RecordDescriber describer;
    static final long NOW = 1_700_000_000_000L;
    final WaitingWrites outcomes = new WaitingWrites();
    final MockProducer<byte[], byte[]> appended =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized Future<RecordMetadata> send(
                        ProducerRecord<byte[], byte[]> record, Callback callback) {
                    if (outcome != null) {
                        outcomes.became(
                                ApiWrite.of(record.headers()).request(),
                                new WriteOutcome(
                                        outcome, new LogPosition(history().size() + 1, 0), ""));
                    }
                    return super.send(record, callback);
                }
            };
    /** What becomes of every write; null while nobody takes them in. */
    @Nullable
    Kind outcome;

    /** Node that is too far behind; empty for none. */
    final List<String> stale = new ArrayList<>();

    private final Gateway gateway = new Gateway(new ApiLog(appended), outcomes, entity -> stale);
    private final Bridge bridge = bridge();

    TestQueries() {
        Merges merges = new Merges(Map.of(), MergeRules.whole(WholeRecord.LAST_WRITER_WINS));
        describer = new RecordDescriber(bridge, merges, new SchemaCatalog(registry, "shop", () -> 0L), 16);
    }

    static List<ApiRoute> routes() {
        return new TestQueries().served();
    }

    List<ApiRoute> served() {
        NewestRecords topics = new NewestRecords(Map.of(), 2);
        FreshQueries fresh = new FreshQueries(
                bridge,
                this,
                new Peers(Optional.empty()),
                ends,
                Set.of("a", "b", "log"),
                "shop-resolver",
                ConsistencyLevel.EVENTUAL,
                new CommitRequests(),
                16,
                () -> NOW);
        TopicQueries topicQueries = new TopicQueries(bridge, topics, describer, () -> 0L);
        return QueryRoutes.of(
                new RecordQueries(
                        bridge, this, new Peers(Optional.empty()), fresh.reads(), describer, topics, () -> 0L),
                fresh,
                topicQueries,
                Writes.of(
                        bridge,
                        this,
                        new Peers(Optional.empty()),
                        describer,
                        topicQueries,
                        gateway,
                        Runnable::run,
                        () -> 0L),
                status());
    }

    /** Kafka and Connect have never answered. */
    StatusQuery status() {
        return status(new BridgeFigures(
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Map.of(),
                List.of("Kafka does not tell", "Kafka Connect does not answer")));
    }

    StatusQuery status(BridgeFigures watched, StatusAnswer.Instance... instances) {
        return new StatusQuery(
                bridge,
                new Peers(Optional.empty()),
                () -> "RUNNING",
                () -> List.of(instances),
                () -> watched,
                () -> new InstanceFigures(
                        Map.of("a", new InstanceFigures.OfNode(1, 2, 3, 4, 5)),
                        Map.of(
                                "customer",
                                new InstanceFigures.OfEntity(
                                        6, Optional.of(new InstanceFigures.Latency(7.5, 80, 900))))));
    }

    @Override
    public Owner owner(CanonicalKey key) {
        return new Owner(Optional.empty());
    }

    @Override
    public Optional<KeyState> get(CanonicalKey key) {
        return Optional.ofNullable(states.get(key.toString()));
    }

    @Override
    public Optional<KeyState> read(CanonicalKey key) {
        return get(key);
    }

    @Override
    public List<URI> standbys(CanonicalKey key) {
        return List.of();
    }

    @Override
    public Optional<Copy> copy(int partition) {
        return copied ? Optional.of(new Copy(partition, true, contained)) : Optional.empty();
    }

    @Override
    public List<Copy> copies() {
        return copied ? List.of(new Copy(0, true, contained), new Copy(1, true, contained)) : List.of();
    }

    @Override
    public Map<Optional<URI>, Set<Integer>> assigned() {
        return Map.of(Optional.empty(), Set.of(0, 1));
    }

    @Override
    public Optional<RequestMemory.Remembered> request(CanonicalKey key, RequestId request) {
        return Optional.empty();
    }

    @Override
    public Part range(String from, String before, int limit) {
        return new Part(
                states.subMap(from, true, before, false).entrySet().stream()
                        .limit(limit)
                        .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                        .toList(),
                2);
    }

    @Override
    public List<URI> others() {
        return List.of();
    }

    private static Bridge bridge() {
        try {
            Path file = Files.createTempFile("bridge", ".yaml");
            Files.writeString(file, """
                    bridge: shop
                    partitions: 2
                    kafka: {bootstrap.servers: "127.0.0.1:1"}
                    registry: http://127.0.0.1:1
                    nodes:
                      a: {type: mysql, direction: both, address: "127.0.0.1", database: shop, username: u, password: "${env:P}",
                        staleness: {max.ms: 5000}}
                      b: {type: mysql, direction: both, address: "127.0.0.1", database: shop, username: u, password: "${env:P}"}
                      cache: {type: redis, direction: sink, address: "127.0.0.1"}
                      log: {type: mysql, direction: source, address: "127.0.0.1", database: shop, username: u, password: "${env:P}"}
                    entities:
                      customer:
                        key: [id]
                        mappings:
                          a: {table: customer}
                          b: {table: customer}
                          cache: {key.pattern: "customer:{id}"}
                          log: {table: customer}
                      order_line:
                        key: [order, line]
                        mappings:
                          a: {table: order_line}
                          cache: {key.pattern: "order_line:{order}:{line}"}
                    """);
            Bridge bridge = BridgeFile.read(file, Map.of());
            Files.delete(file);
            return bridge;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
