package io.evobridge.compose.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.bridge.Bridge;
import io.evobridge.compose.BridgeStack;
import io.evobridge.compose.TopicReader;
import io.evobridge.contract.Evidence;
import io.evobridge.contract.ProgressMarker;
import io.evobridge.contract.RegistryFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Everything that the topics of a bridge say of each key, a line for each record, sorted by key and time: to find out why. */
final class KeyTraces {

    private static final BinaryMessageDecoder<GenericRecord> EVIDENCE =
            new BinaryMessageDecoder<>(GenericData.get(), Evidence.getClassSchema());

    private final TopicReader reader;
    private final List<Line> lines = new ArrayList<>();

    private KeyTraces(BridgeStack stack) {
        this.reader = new TopicReader(stack);
    }

    private record Line(String key, long millis, String text) {}

    static void write(BridgeStack stack, Path file) throws IOException {
        KeyTraces traces = new KeyTraces(stack);
        Bridge bridge = stack.bridge();
        bridge.sources().forEach(node -> traces.add(bridge.topics().captured(node.name())));
        traces.add(bridge.topics().changes());
        bridge.entities().forEach(entity -> traces.add(bridge.topics().resolved(entity.name())));
        traces.lines.sort(Comparator.comparing(Line::key).thenComparing(Line::millis));
        Files.write(
                file,
                traces.lines.stream()
                        .map(line -> line.key() + " " + line.millis() + " " + line.text())
                        .toList());
    }

    private void add(String topic) {
        for (ConsumerRecord<byte[], byte[]> record : reader.records(topic)) {
            String place = topic + "-" + record.partition() + "@" + record.offset();
            if (record.value() == null || !RegistryFrame.isFramed(record.value())) {
                lines.add(new Line(key(record), record.timestamp(), place + headers(record) + " nothing"));
                continue;
            }
            GenericRecord value = reader.decode(record.value());
            if (value.getSchema()
                    .getFullName()
                    .equals(ProgressMarker.getClassSchema().getFullName())) {
                evidence(record, place, value);
            } else {
                lines.add(new Line(key(record), record.timestamp(), place + headers(record) + " " + value));
            }
        }
    }

    private void evidence(ConsumerRecord<byte[], byte[]> record, String place, GenericRecord marker) {
        ByteBuffer bytes = (ByteBuffer) marker.get("evidence");
        if (bytes == null) {
            return;
        }
        try {
            GenericRecord evidence = EVIDENCE.decode(bytes.duplicate());
            for (String list : List.of("applied", "refused")) {
                for (Object element : (List<?>) evidence.get(list)) {
                    GenericRecord entry = (GenericRecord) element;
                    lines.add(new Line(
                            entry.get("key").toString(),
                            record.timestamp(),
                            place + " " + list + " in " + marker.get("transaction") + " of offset "
                                    + marker.get("sequence") + " " + entry));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }

    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        StringJoiner headers = new StringJoiner(" ", " {", "}");
        for (Header header : record.headers()) {
            headers.add(header.key() + "=" + new String(header.value(), UTF_8));
        }
        return headers.toString();
    }
}
