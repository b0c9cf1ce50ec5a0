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
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The key states in the stores of Kafka Streams.
 *
 * <p>They are read through the stores themselves and not by {@link KafkaStreams#query}: of a RocksDB store a query locks the
 * position and then the store, and a write the other way round (Kafka 4.3), so that one day both wait for each other for
 * ever. See decision 0029.
 */
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
        return asked(() -> Optional.ofNullable(active(partition).get(Bytes.wrap(entry))));
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
        return asked(() -> Optional.ofNullable(any(partition).get(Bytes.wrap(bytes))))
                .map(ResolverState::read);
    }

    @Override
    public Optional<Copy> copy(int partition) {
        boolean owned = owned().contains(partition);
        for (boolean active : owned ? List.of(true, false) : List.of(false)) {
            try {
                return Optional.of(new Copy(partition, active, contained(active ? active(partition) : any(partition))));
            } catch (InvalidStateStoreException | IllegalStateException e) {
                // It is being restored, or it goes away: then it is no active copy, or none at all.
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Copy> copies() {
        Set<Integer> numbers = new TreeSet<>(owned());
        asked(streams::metadataForLocalThreads).forEach(thread -> numbers.addAll(partitions(thread.standbyTasks())));
        return numbers.stream().map(this::copy).flatMap(Optional::stream).toList();
    }

    private static Map<String, Long> contained(ReadOnlyKeyValueStore<Bytes, byte[]> state) {
        Map<String, Long> contained = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> logs = state.range(ResolverState.firstLog(), ResolverState.lastLog())) {
            ResolverState.readLogs(logs).forEach((node, log) -> contained.put(node, log.next()));
        }
        return contained;
    }

    /** Partitions whose active tasks are here, restored or not. */
    private Set<Integer> owned() {
        Set<Integer> numbers = new TreeSet<>();
        asked(streams::metadataForLocalThreads).forEach(thread -> numbers.addAll(partitions(thread.activeTasks())));
        return numbers;
    }

    private static Set<Integer> partitions(Set<TaskMetadata> tasks) {
        return tasks.stream().map(task -> task.taskId().partition()).collect(Collectors.toSet());
    }

    @Override
    public Part range(String from, String before, int limit) {
        Bytes end = Bytes.wrap(before.getBytes(UTF_8));
        Bytes begin = Bytes.wrap(from.getBytes(UTF_8));
        List<Entry> entries = new ArrayList<>();
        int answered = 0;
        for (int partition : owned()) {
            try (KeyValueIterator<Bytes, byte[]> rows = active(partition).range(begin, end)) {
                for (int taken = 0; taken < limit && rows.hasNext(); taken++) {
                    KeyValue<Bytes, byte[]> row = rows.next();
                    if (!row.key.equals(end)) {
                        entries.add(new Entry(new String(row.key.get(), UTF_8), ResolverState.read(row.value)));
                    }
                }
                answered++;
            } catch (InvalidStateStoreException | IllegalStateException e) {
                // A partition that comes or goes: whoever owns it answers for it.
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

    /** The store of a partition that this instance owns and has restored. */
    private ReadOnlyKeyValueStore<Bytes, byte[]> active(int partition) {
        return streams.store(parameters(partition));
    }

    /** The store of a partition in whatever copy is here. */
    private ReadOnlyKeyValueStore<Bytes, byte[]> any(int partition) {
        return streams.store(parameters(partition).enableStaleStores());
    }

    private StoreQueryParameters<ReadOnlyKeyValueStore<Bytes, byte[]>> parameters(int partition) {
        return StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                .withPartition(partition);
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
