package io.evobridge.load.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.RegistryFrame;
import io.evobridge.contract.Topics;
import io.evobridge.load.jmh.MemoryRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the load expects of each way to merge is what the resolver's own code makes of it. */
class MergeModelTest {

    private static final Topics TOPICS = new Topics("model");
    private static final int WRITES = 3_000;

    private final MemoryRegistry registry = new MemoryRegistry();
    private final CapturedLoad load = new CapturedLoad("", registry, TOPICS, WRITES);

    @ParameterizedTest
    @EnumSource
    void theResolverMakesTheRowsThatTheModelExpects(MergeKind kind) throws IOException {
        requireAsExpected(kind, false);
    }

    @ParameterizedTest
    @EnumSource
    void soItDoesWhereBothNodesAreWrittenBySinksToo(MergeKind kind) throws IOException {
        requireAsExpected(kind, true);
    }

    private void requireAsExpected(MergeKind kind, boolean writable) throws IOException {
        LoadEntity entity = new LoadEntity("row", kind, 200);
        BareResolver resolver = new BareResolver(registry, TOPICS, entity, writable);
        Phase phase = Phase.draw("draw", entity, WRITES, 50);
        Map<Long, Long> prints = new HashMap<>();

        for (int write = 0; write < WRITES; write++) {
            for (CapturedForward<? extends byte[], ? extends byte[]> sent :
                    resolver.process(load.record(phase, write))) {
                if (sent.childName().filter(BareResolver.RESOLVED::equals).isPresent()) {
                    LoadRow row = row(sent.record().value());
                    prints.put(row.id(), kind.print(row));
                }
            }
        }

        long checksum = prints.entrySet().stream()
                .mapToLong(row -> LoadEntity.print(row.getKey(), row.getValue()))
                .sum();
        assertThat(prints).hasSize((int) entity.expectedRows()).hasSizeGreaterThan(150);
        assertThat(checksum).isEqualTo(entity.expectedChecksum());
    }

    private LoadRow row(byte[] value) throws IOException {
        int length = value.length - RegistryFrame.HEADER_LENGTH;
        return LoadRow.of(new GenericDatumReader<GenericRecord>(registry.schema(RegistryFrame.contentId(value)))
                .read(null, DecoderFactory.get().binaryDecoder(value, RegistryFrame.HEADER_LENGTH, length, null)));
    }
}
