package io.evobridge.resolver.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.contract.Conflict;
import io.evobridge.contract.Headers;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.contract.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/**
 * What a resolver wrote, without repetitions.
 *
 * @param resolved key → last value and headers
 * @param conflicts key → versions and who won, without the sequence, which depends on the order between nodes
 * @param changes key and stamped change → stamp
 * @param resolvedRecordCount with repetitions
 */
record Results(
        Map<String, String> resolved,
        Map<String, String> conflicts,
        Map<String, String> changes,
        long resolvedRecordCount) {

    private static final List<String> COMPARED_HEADERS = List.of(Headers.HLC, Headers.ORIGIN, Headers.POSITION);

    /** Reads everything, once as many end records are resolved as there are. */
    static Results read(String bootstrapServers, Topics topics, Predicate<String> isEnd, int ends) {
        Map<String, String> resolved = new TreeMap<>();
        Map<String, String> conflicts = new TreeMap<>();
        Map<String, String> changes = new TreeMap<>();
        long[] records = {0};
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            List<TopicPartition> partitions = Stream.of(
                            topics.resolved("customer"), topics.conflicts(), topics.changes())
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await("the end of the stream")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                            String key = new String(record.key(), UTF_8);
                            if (record.topic().equals(topics.conflicts())) {
                                conflicts.put(key, versions(record.value()));
                            } else if (record.topic().equals(topics.changes())) {
                                // The whole value: a second stamp for a write would show as a second entry.
                                changes.put(key + ' ' + hex(record.value()), header(record, Headers.HLC));
                            } else {
                                records[0]++;
                                resolved.put(key, hex(record.value()) + headers(record));
                            }
                        }
                        return resolved.keySet().stream().filter(isEnd).count() == ends
                                && changes.keySet().stream()
                                                .filter(key -> isEnd.test(key.substring(0, key.indexOf(' '))))
                                                .count()
                                        == ends;
                    });
        }
        return new Results(resolved, conflicts, changes, records[0]);
    }

    /** How many records the resolved topic has, committed or not. */
    static long endOffsets(Admin admin, Topics topics) throws Exception {
        String topic = topics.resolved("customer");
        int partitions = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic))
                .partitions()
                .size();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            latest.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        List<String> values = new ArrayList<>();
        for (String name : COMPARED_HEADERS) {
            values.add(header(record, name));
        }
        return values.toString();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** Without the frame: schema ids are given in another order by another run. */
    private static String hex(byte[] framed) {
        return HexFormat.of().formatHex(framed, RegistryFrame.HEADER_LENGTH, framed.length);
    }

    private static String versions(byte[] framed) {
        int begin = RegistryFrame.HEADER_LENGTH;
        try {
            GenericRecord conflict = new GenericDatumReader<GenericRecord>(Conflict.getClassSchema())
                    .read(null, DecoderFactory.get().binaryDecoder(framed, begin, framed.length - begin, null));
            StringBuilder text = new StringBuilder();
            for (Object item : (List<?>) conflict.get("versions")) {
                GenericRecord version = (GenericRecord) item;
                text.append(version.get("node"))
                        .append(version.get("position_major"))
                        .append(' ')
                        .append(version.get("hlc"))
                        .append(version.get("won"))
                        .append(';');
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
