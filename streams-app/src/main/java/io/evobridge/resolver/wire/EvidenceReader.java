package io.evobridge.resolver.wire;

import io.evobridge.contract.Evidence;
import io.evobridge.contract.SeenText;
import io.evobridge.resolver.core.causality.VersionVector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.jspecify.annotations.Nullable;

/** Reads the evidence in a marker: an {@link Evidence} in Avro's single-object encoding. */
public final class EvidenceReader {

    private final BinaryMessageDecoder<GenericRecord> decoder =
            new BinaryMessageDecoder<>(GenericData.get(), Evidence.getClassSchema());

    /** Reads it; {@link SinkEvidence#NONE} for null; throws {@link PoisonException} for anything else. */
    public SinkEvidence read(@Nullable ByteBuffer encoded) {
        if (encoded == null) {
            return SinkEvidence.NONE;
        }
        try {
            GenericRecord evidence = decoder.decode(encoded.duplicate());
            List<SinkEvidence.Applied> applied = new ArrayList<>();
            for (GenericRecord key : records(evidence, "applied")) {
                applied.add(new SinkEvidence.Applied(
                        text(key, "key"), VersionVector.of(SeenText.parse(text(key, "seen"))), (long)
                                key.get("print")));
            }
            List<SinkEvidence.Refused> refused = new ArrayList<>();
            for (GenericRecord key : records(evidence, "refused")) {
                refused.add(
                        new SinkEvidence.Refused(text(key, "key"), (long) key.get("print"), (long) key.get("knew")));
            }
            return new SinkEvidence(applied, refused);
        } catch (IOException | AvroRuntimeException | IllegalArgumentException e) {
            throw new PoisonException(
                    "the evidence of a marker cannot be read; let the sink have the version of this resolver", e);
        }
    }

    private static List<GenericRecord> records(GenericRecord evidence, String field) {
        List<GenericRecord> records = new ArrayList<>();
        for (Object item : (Iterable<?>) evidence.get(field)) {
            records.add((GenericRecord) item);
        }
        return records;
    }

    private static String text(GenericRecord record, String field) {
        return String.valueOf(record.get(field));
    }
}
