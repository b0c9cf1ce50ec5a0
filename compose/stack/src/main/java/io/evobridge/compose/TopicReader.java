package io.evobridge.compose;

import io.evobridge.contract.RegistryFrame;
import io.evobridge.registry.ApicurioRegistry;
import io.evobridge.registry.RegistrySettings;
import io.evobridge.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads whole topics, from the first record to the one that is last when it begins. */
public final class TopicReader {

    private final BridgeStack stack;
    private final SchemaRegistry registry;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private final GenericData exact = new GenericData();

    /** Reads the topics of that bridge. */
    public TopicReader(BridgeStack stack) {
        this.stack = stack;
        this.registry =
                new ApicurioRegistry(RegistrySettings.of(stack.registry().url()));
        this.exact.addLogicalTypeConversion(new Conversions.DecimalConversion());
    }

    /** Hands over each key with its decoded value; null for a tombstone. Values that are not framed are left out. */
    public void read(String topic, BiConsumer<String, @Nullable GenericRecord> each) {
        each(topic, record -> {
            if (record.value() == null) {
                each.accept(utf8(record.key()), null);
            } else if (RegistryFrame.isFramed(record.value())) {
                each.accept(utf8(record.key()), decode(record.value()));
            }
        });
    }

    /** All records as they are. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        each(topic, records::add);
        return records;
    }

    private void each(String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        Map<String, Object> settings = new HashMap<>(stack.bridge().kafka());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, stack.bridge().partitions())
                    .mapToObj(number -> new TopicPartition(topic, number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(action);
            }
        }
    }

    /** The Avro record of a value in registry framing. */
    public GenericRecord decode(byte[] value) {
        int id = RegistryFrame.contentId(value);
        try {
            return readers.computeIfAbsent(id, this::reader)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            value,
                                            RegistryFrame.HEADER_LENGTH,
                                            value.length - RegistryFrame.HEADER_LENGTH,
                                            null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private GenericDatumReader<GenericRecord> reader(int id) {
        Schema schema = registry.schema(id);
        return new GenericDatumReader<>(schema, schema, exact);
    }
}
