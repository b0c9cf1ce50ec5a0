package io.evobridge.load.merge;

import io.evobridge.contract.EntitySchemas;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.contract.Topics;
import io.evobridge.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes phases to the captured topics of a bridge, as sources would: framed change events with the row before and
 * after. Commits are a millisecond apart, over both nodes, so that an HLC is a commit time and nothing else.
 */
final class CapturedLoad {

    private final String bootstrapServers;
    private final SchemaRegistry registry;
    private final Topics topics;
    private final long beginMillis;
    private final Map<String, byte[]> headers = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private int number;

    /** Writes that are to be made in all must be known, so that the last commit is not in the future. */
    CapturedLoad(String bootstrapServers, SchemaRegistry registry, Topics topics, int writesInAll) {
        this.bootstrapServers = bootstrapServers;
        this.registry = registry;
        this.topics = topics;
        this.beginMillis = System.currentTimeMillis() - writesInAll - 60_000L;
    }

    /** Writes all and returns when the broker has them. */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback learns of a failure, and closing waits for all.
    void write(List<Phase> phases) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (var producer = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Phase phase : phases) {
                for (int i = 0; i < phase.writes() && failure.get() == null; i++) {
                    producer.send(record(phase, i), (place, e) -> {
                        if (e != null) {
                            failure.compareAndSet(null, e);
                        }
                    });
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the load could not be written", failed);
        }
    }

    /** The record of the next write. */
    ProducerRecord<byte[], byte[]> record(Phase phase, int write) throws IOException {
        LoadEntity entity = phase.entity();
        int key = phase.key(write);
        int node = phase.node(write);
        number++;
        LoadRow before = entity.row(node, key);
        boolean known = before != null || entity.row(1 - node, key) != null;
        LoadRow after = entity.write(node, key, number);
        // The node that comes second to a row has an empty one of its own, so that it adds and does not set.
        LoadRow found = before == null && known ? new LoadRow(key, 0, 0, 0, 0) : before;
        long commitMillis = beginMillis + number;
        return new ProducerRecord<>(
                topics.captured(LoadEntity.NODES[node]),
                null,
                commitMillis,
                (entity.name() + '/' + key).getBytes(StandardCharsets.UTF_8),
                value(entity, LoadEntity.NODES[node], commitMillis * 1_000, found, after));
    }

    /** In the order of the change event's template. */
    private byte[] value(LoadEntity entity, String node, long commitMicros, @Nullable LoadRow before, LoadRow after)
            throws IOException {
        bytes.reset();
        bytes.writeBytes(headers.computeIfAbsent(entity.name(), this::header));
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        out.writeString(node);
        out.writeString(entity.name());
        out.writeString(before == null ? "c" : "u");
        out.writeLong(commitMicros);
        out.writeLong(commitMicros + 700);
        out.writeLong(number);
        out.writeLong(0);
        out.writeIndex(1);
        out.writeString("00000000-1111-2222-3333-444444444444:" + number);
        out.writeArrayStart();
        out.setItemCount(0);
        out.writeArrayEnd();
        out.writeIndex(before == null ? 0 : 1);
        if (before != null) {
            before.write(out);
        }
        out.writeIndex(1);
        after.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    private byte[] header(String entity) {
        Schema change = EntitySchemas.changeEvent(LoadRow.schema(entity));
        byte[] header = new byte[RegistryFrame.HEADER_LENGTH];
        RegistryFrame.writeHeader(header, registry.register(topics.bridge(), change.getFullName(), change));
        return header;
    }

    private Map<String, Object> settings() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 << 10,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64 << 20);
    }
}
