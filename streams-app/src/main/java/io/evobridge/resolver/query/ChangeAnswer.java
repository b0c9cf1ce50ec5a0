package io.evobridge.resolver.query;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.wire.ReadableRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A stamped change of the changes topic.
 *
 * @param op c create, u update, d delete, r row of a snapshot
 * @param context node → position: what its writer had seen of the key
 * @param before as far as the log tells it
 * @param after null for a deletion
 */
record ChangeAnswer(
        String node,
        String op,
        String position,
        String hlc,
        String committed,
        @Nullable String transaction,
        SortedMap<String, String> context,
        @Nullable Map<String, @Nullable Object> before,
        @Nullable Map<String, @Nullable Object> after) {

    static ChangeAnswer of(GenericRecord change, ReadableRecords readable) {
        return new ChangeAnswer(
                String.valueOf(change.get("node")),
                String.valueOf(change.get("op")),
                position(change).toString(),
                new Hlc((Long) change.get("hlc")).toString(),
                Positions.time((Long) change.get("commit_micros")),
                change.get("transaction") == null ? null : String.valueOf(change.get("transaction")),
                Positions.of(context(change)),
                image(change.get("before"), readable),
                image(change.get("after"), readable));
    }

    Dot dot() {
        return new Dot(node, LogPosition.parse(position));
    }

    static LogPosition position(GenericRecord entry) {
        return new LogPosition((Long) entry.get("position_major"), (Long) entry.get("position_minor"));
    }

    static VersionVector context(GenericRecord change) {
        Map<String, LogPosition> entries = new HashMap<>();
        for (Object entry : (List<?>) change.get("context")) {
            GenericRecord seen = (GenericRecord) entry;
            entries.put(String.valueOf(seen.get("node")), position(seen));
        }
        return VersionVector.of(entries);
    }

    private static @Nullable Map<String, @Nullable Object> image(@Nullable Object image, ReadableRecords readable) {
        return image instanceof GenericRecord row ? readable.fields(row) : null;
    }
}
