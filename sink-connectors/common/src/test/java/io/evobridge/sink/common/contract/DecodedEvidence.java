package io.evobridge.sink.common.contract;

import io.evobridge.contract.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;

/**
 * Evidence as it came out of a marker row.
 *
 * @param applied key → fingerprint of the row as written
 * @param seen key → version vector of the record that was applied
 * @param refused key → fingerprint of the row as found
 */
public record DecodedEvidence(Map<String, Long> applied, Map<String, String> seen, Map<String, Long> refused) {

    public static DecodedEvidence of(byte[] bytes) {
        try {
            GenericRecord evidence =
                    new BinaryMessageDecoder<GenericRecord>(GenericData.get(), Evidence.getClassSchema()).decode(bytes);
            Map<String, Long> applied = new LinkedHashMap<>();
            Map<String, String> seen = new LinkedHashMap<>();
            for (GenericRecord key : keys(evidence, "applied")) {
                applied.put(key.get("key").toString(), (Long) key.get("print"));
                seen.put(key.get("key").toString(), key.get("seen").toString());
            }
            Map<String, Long> refused = new LinkedHashMap<>();
            keys(evidence, "refused").forEach(key -> refused.put(key.get("key").toString(), (Long) key.get("print")));
            return new DecodedEvidence(applied, seen, refused);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<GenericRecord> keys(GenericRecord evidence, String field) {
        return ((List<?>) evidence.get(field))
                .stream().map(GenericRecord.class::cast).toList();
    }
}
