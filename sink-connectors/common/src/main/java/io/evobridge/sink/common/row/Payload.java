package io.evobridge.sink.common.row;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a record's value asks for, out of whatever envelope it came in: bare rows, Debezium change events, rows flattened
 * with {@code __deleted}, tombstones.
 *
 * @param deletes whether the row is to go
 * @param image Struct or Map with the fields; null where a deletion carries none
 * @param schema schema of a Struct image, else null
 * @param skipped the reason when the record asks for nothing, else null
 */
record Payload(
        boolean deletes,
        @Nullable Object image,
        @Nullable Schema schema,
        @Nullable Skipped skipped) {

    private static final Payload TOMBSTONE = new Payload(true, null, null, null);

    /** The marker field that Debezium's ExtractNewRecordState adds. */
    static final String DELETED_FIELD = "__deleted";

    static Payload of(SinkRecord record) {
        Object value = record.value();
        if (value == null) {
            return TOMBSTONE;
        } else if (value instanceof Struct struct) {
            Schema schema = struct.schema();
            if (schema.field("op") != null && schema.field("before") != null && schema.field("after") != null) {
                return envelope(struct.getString("op"), struct.get("before"), struct.get("after"));
            }
            return bare(struct, schema.field(DELETED_FIELD) == null ? null : struct.get(DELETED_FIELD));
        } else if (value instanceof Map<?, ?> map) {
            if (map.get("op") instanceof String op && (map.containsKey("before") || map.containsKey("after"))) {
                return envelope(op, map.get("before"), map.get("after"));
            }
            return bare(map, map.get(DELETED_FIELD));
        }
        throw new DataException("the value is a " + value.getClass().getSimpleName()
                + ", but a row is a struct or a map; check value.converter");
    }

    private static Payload envelope(String op, @Nullable Object before, @Nullable Object after) {
        return switch (op) {
            case "c", "r", "u" -> {
                if (after == null) {
                    throw new DataException("a change event with op=" + op + " has no after image");
                }
                yield image(false, after);
            }
            case "d" -> before == null ? TOMBSTONE : image(true, before);
            case "t" -> new Payload(false, null, null, Skipped.TRUNCATE);
            default -> new Payload(false, null, null, Skipped.NO_ROW);
        };
    }

    private static Payload bare(Object image, @Nullable Object deleted) {
        return image(deleted != null && Boolean.parseBoolean(deleted.toString()), image);
    }

    private static Payload image(boolean deletes, Object image) {
        return new Payload(deletes, image, image instanceof Struct struct ? struct.schema() : null, null);
    }
}
