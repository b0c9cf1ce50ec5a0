package io.evobridge.sink.common.row;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The way from structs of one schema to rows, prepared once: names, conversions, key fields. */
final class StructShape {

    /** What Debezium puts in the place of a value that the source's log did not carry. */
    static final String UNAVAILABLE = "__debezium_unavailable_value";

    private final List<Field> sources = new ArrayList<>();
    private final List<FieldConversion> conversions = new ArrayList<>();
    private final RowShape shape;
    private final List<String> requiredTargets = new ArrayList<>();

    StructShape(Schema schema, String entity, FieldNaming naming) {
        List<RowField> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            if (!field.schema().isOptional()) {
                requiredTargets.add(naming.target(entity, field.name()));
            }
            if (field.name().equals(Payload.DELETED_FIELD) || !naming.writes(entity, field.name())) {
                continue;
            }
            FieldConversion conversion = FieldConversion.of(field.schema());
            sources.add(field);
            conversions.add(conversion);
            fields.add(new RowField(naming.target(entity, field.name()), conversion.type(), field.schema()));
        }
        shape = new RowShape(fields);
    }

    /** Names, in the target, of the fields that may not be null: in an entity record, its key. */
    List<String> requiredTargets() {
        return requiredTargets;
    }

    Row row(Struct struct) {
        List<@Nullable Object> values = new ArrayList<>(sources.size());
        Set<String> unavailable = null;
        for (int i = 0; i < sources.size(); i++) {
            // Without the default: null is a value, and a default in its place would be a wrong one.
            Object raw = struct.getWithoutDefault(sources.get(i).name());
            RowField field = shape.fields().get(i);
            if (isUnavailable(raw)) {
                unavailable = unavailable == null ? new HashSet<>() : unavailable;
                unavailable.add(field.name());
                continue;
            }
            values.add(conversions.get(i).convert(field.name(), raw));
        }
        return new Row(unavailable == null ? shape : shape.without(unavailable), values);
    }

    static boolean isUnavailable(@Nullable Object raw) {
        if (raw instanceof String text) {
            return text.equals(UNAVAILABLE);
        } else if (raw instanceof java.nio.ByteBuffer buffer) {
            return buffer.remaining() == UNAVAILABLE.length()
                    && UNAVAILABLE.equals(java.nio.charset.StandardCharsets.ISO_8859_1
                            .decode(buffer.duplicate())
                            .toString());
        } else if (raw instanceof byte[] bytes) {
            return bytes.length == UNAVAILABLE.length()
                    && UNAVAILABLE.equals(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        return raw instanceof List<?> list && list.size() == 1 && isUnavailable(list.get(0));
    }
}
