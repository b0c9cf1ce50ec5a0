package io.evobridge.load.data;

import io.evobridge.contract.Headers;
import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills a topic with items as the resolver would: keys, Avro values in the registry's framing, and headers. */
public final class ItemTopic {

    private static final String SCHEMA = """
        {"type": "record", "name": "%s", "namespace": "io.evobridge.entity", "fields": [
          {"name": "id", "type": "long"},
          {"name": "name", "type": "string"},
          {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}},
          {"name": "quantity", "type": "int"},
          {"name": "revision", "type": "long"}]}
        """;

    private final String bootstrapServers;
    private final SchemaRegistry registry;
    private final String group;

    /** Topics of that cluster, schemas in that group of the registry. */
    public ItemTopic(String bootstrapServers, SchemaRegistry registry, String group) {
        this.bootstrapServers = bootstrapServers;
        this.registry = registry;
        this.group = group;
    }

    /** Appends the items and waits until all are acknowledged. */
    @SuppressWarnings("FutureReturnValueIgnored") // A failure arrives in the callback.
    public void append(String topic, String entity, Stream<Item> items) {
        Schema schema = new Schema.Parser().parse(SCHEMA.formatted(entity));
        int contentId = registry.register(group, schema.getFullName(), schema);
        long firstMillis = System.currentTimeMillis();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "linger.ms",
                5,
                "batch.size",
                262_144,
                "compression.type",
                "lz4");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            // The position counts the writes, and tells their readings of the clock apart.
            long[] position = {0};
            items.forEach(item -> {
                Hlc hlc = new Hlc((firstMillis << 16) + position[0]++ * 7);
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                null,
                                null,
                                utf8(entity + "/" + item.id()),
                                framed(item, contentId),
                                headers(hlc, position[0])),
                        (metadata, e) -> {
                            if (e != null) {
                                failure.compareAndSet(null, e);
                            }
                        });
            });
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the items cannot be sent to " + topic, failure.get());
        }
    }

    private static RecordHeaders headers(Hlc hlc, long position) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.HLC, utf8(hlc.toString()));
        headers.add(Headers.ORIGIN, utf8("origin"));
        headers.add(Headers.SEQUENCE, utf8(hlc.toString()));
        headers.add(Headers.POSITION, utf8(new LogPosition(1, position).toString()));
        headers.add(Headers.COMMIT_MICROS, utf8(Long.toString(hlc.millis() * 1_000)));
        return headers;
    }

    private static byte[] framed(Item item, int contentId) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(200);
            byte[] header = new byte[RegistryFrame.HEADER_LENGTH];
            RegistryFrame.writeHeader(header, contentId);
            bytes.write(header);
            BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
            out.writeLong(item.id());
            out.writeString(item.name());
            out.writeBytes(ByteBuffer.wrap(BigInteger.valueOf(item.cents()).toByteArray()));
            out.writeInt(item.quantity());
            out.writeLong(item.revision());
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
