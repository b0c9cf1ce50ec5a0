package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.RequestId;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.store.RequestMemory;
import io.evobridge.resolver.store.ResolverState;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The key states in the stores of Kafka Streams: interactive queries on active tasks. */
final class StreamsKeyStates implements KeyStates {

    private static final Comparator<Entry> BY_BYTES =
            (a, b) -> Arrays.compareUnsigned(a.key().getBytes(UTF_8), b.key().getBytes(UTF_8));

    private final KafkaStreams streams;
    private final String store;
    private final int partitions;
    private final HostInfo self;
    private final String scheme;

    /** Reads a store whose topics have the given number of partitions; self is what others call this instance. */
    StreamsKeyStates(KafkaStreams streams, String store, int partitions, URI self) {
        this.streams = streams;
        this.store = store;
        this.partitions = partitions;
        this.self = new HostInfo(self.getHost(), self.getPort());
        this.scheme = self.getScheme();
    }

    @Override
    public Owner owner(CanonicalKey key) {
        HostInfo active = metadata(key).activeHost();
        return new Owner(active.equals(self) ? Optional.empty() : Optional.of(address(active)));
    }

    private KeyQueryMetadata metadata(CanonicalKey key) {
        KeyQueryMetadata metadata = asked(
                () -> streams.queryMetadataForKey(store, key.toString().getBytes(UTF_8), new ByteArraySerializer()));
        if (metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw moving();
        }
        return metadata;
    }

    @Override
    public Optional<KeyState> get(CanonicalKey key) {
        return stored(key, key.toString().getBytes(UTF_8)).map(ResolverState::read);
    }

    @Override
    public Optional<RequestMemory.Remembered> request(CanonicalKey key, RequestId request) {
        return stored(key, RequestMemory.storeKey(request)).map(RequestMemory::read);
    }

    /** An entry in the partition of a key. */
    private Optional<byte[]> stored(CanonicalKey key, byte[] entry) {
        int partition = BuiltInPartitioner.partitionForKey(key.toString().getBytes(UTF_8), partitions);
        QueryResult<byte[]> result = query(KeyQuery.<Bytes, byte[]>withKey(Bytes.wrap(entry)), Optional.of(partition))
                .get(partition);
        if (result == null || result.isFailure()) {
            throw moving();
        }
        return Optional.ofNullable(result.getResult());
    }

    @Override
    public List<URI> standbys(CanonicalKey key) {
        return metadata(key).standbyHosts().stream()
                .filter(host -> !host.equals(self))
                .map(this::address)
                .toList();
    }

    @Override
    public Optional<KeyState> read(CanonicalKey key) {
        byte[] bytes = key.toString().getBytes(UTF_8);
        int partition = BuiltInPartitioner.partitionForKey(bytes, partitions);
        KeyQuery<Bytes, byte[]> query = KeyQuery.withKey(Bytes.wrap(bytes));
        for (boolean active : List.of(true, false)) {
            QueryResult<byte[]> result =
                    query(query, Optional.of(partition), active).get(partition);
            if (result != null && result.isSuccess()) {
                return Optional.ofNullable(result.getResult()).map(ResolverState::read);
            }
        }
        throw moving();
    }

    @Override
    public Optional<Copy> copy(int partition) {
        return copies(Optional.of(partition)).stream().findFirst();
    }

    @Override
    public List<Copy> copies() {
        return copies(Optional.empty());
    }

    private List<Copy> copies(Optional<Integer> partition) {
        RangeQuery<Bytes, byte[]> query = RangeQuery.withRange(ResolverState.firstLog(), ResolverState.lastLog());
        SortedMap<Integer, Copy> copies = new TreeMap<>();
        for (boolean active : List.of(true, false)) {
            query(query, partition, active).forEach((number, result) -> {
                if (result.isSuccess()) {
                    try (KeyValueIterator<Bytes, byte[]> logs = result.getResult()) {
                        Map<String, Long> contained = new HashMap<>();
                        ResolverState.readLogs(logs).forEach((node, log) -> contained.put(node, log.next()));
                        copies.putIfAbsent(number, new Copy(number, active, contained));
                    }
                }
            });
            if (partition.isPresent() && !copies.isEmpty()) {
                break;
            }
        }
        return List.copyOf(copies.values());
    }

    @Override
    public Part range(String from, String before, int limit) {
        Bytes end = Bytes.wrap(before.getBytes(UTF_8));
        RangeQuery<Bytes, byte[]> query = RangeQuery.withRange(Bytes.wrap(from.getBytes(UTF_8)), end);
        Map<Integer, QueryResult<KeyValueIterator<Bytes, byte[]>>> results = query(query, Optional.empty());
        List<Entry> entries = new ArrayList<>();
        int answered = 0;
        for (QueryResult<KeyValueIterator<Bytes, byte[]>> result : results.values()) {
            if (result.isFailure()) {
                // A standby's copy, or a partition that comes or goes: whoever owns it answers for it.
                continue;
            }
            answered++;
            try (KeyValueIterator<Bytes, byte[]> rows = result.getResult()) {
                for (int taken = 0; taken < limit && rows.hasNext(); taken++) {
                    KeyValue<Bytes, byte[]> row = rows.next();
                    if (!row.key.equals(end)) {
                        entries.add(new Entry(new String(row.key.get(), UTF_8), ResolverState.read(row.value)));
                    }
                }
            }
        }
        return new Part(entries.stream().sorted(BY_BYTES).limit(limit).toList(), answered);
    }

    @Override
    public List<URI> others() {
        return asked(streams::metadataForAllStreamsClients).stream()
                .filter(client -> !client.topicPartitions().isEmpty())
                .map(client -> client.hostInfo())
                .filter(host -> !host.equals(self))
                .map(this::address)
                .toList();
    }

    @Override
    public Map<Optional<URI>, Set<Integer>> assigned() {
        Map<Optional<URI>, Set<Integer>> assigned = new HashMap<>();
        asked(streams::metadataForAllStreamsClients).forEach(client -> {
            Set<Integer> numbers = new TreeSet<>();
            client.topicPartitions().forEach(partition -> numbers.add(partition.partition()));
            client.standbyTopicPartitions().forEach(partition -> numbers.add(partition.partition()));
            HostInfo host = client.hostInfo();
            assigned.put(host.equals(self) ? Optional.empty() : Optional.of(address(host)), numbers);
        });
        return assigned;
    }

    /** All instances that are known, with what they own. */
    List<StatusAnswer.Instance> instances() {
        return asked(streams::metadataForAllStreamsClients).stream()
                .map(client -> new StatusAnswer.Instance(
                        address(client.hostInfo()).toString(),
                        client.hostInfo().equals(self),
                        numbers(client.topicPartitions()),
                        numbers(client.standbyTopicPartitions())))
                .sorted(Comparator.comparing(StatusAnswer.Instance::address))
                .toList();
    }

    /** A partition of all captured topics counts once. */
    private static int numbers(Set<TopicPartition> partitions) {
        return (int)
                partitions.stream().map(TopicPartition::partition).distinct().count();
    }

    private <R> Map<Integer, QueryResult<R>> query(Query<R> query, Optional<Integer> partition) {
        return query(query, partition, true);
    }

    /** Of active tasks only, or of all that are here. */
    private <R> Map<Integer, QueryResult<R>> query(Query<R> query, Optional<Integer> partition, boolean active) {
        StateQueryRequest<R> any = StateQueryRequest.inStore(store).withQuery(query);
        StateQueryRequest<R> all = active ? any.requireActive() : any;
        StateQueryRequest<R> request = partition.isEmpty() ? all : all.withPartitions(Set.of(partition.get()));
        return asked(() -> streams.query(request)).getPartitionResults();
    }

    private URI address(HostInfo host) {
        return URI.create(scheme + "://" + host.host() + ':' + host.port());
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (InvalidStateStoreException | IllegalStateException e) {
            // Streams say so while they start, stop, or hand partitions over.
            throw moving();
        }
    }

    private static ApiProblem moving() {
        return ApiProblem.notNow(
                "moving", "the keys are being handed over between instances or restored; ask again in a moment");
    }
}
