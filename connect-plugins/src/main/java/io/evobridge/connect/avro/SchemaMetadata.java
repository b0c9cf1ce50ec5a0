package io.evobridge.connect.avro;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** What an Avro schema says of a Connect schema beside its type: name, version, parameters, doc. */
final class SchemaMetadata {

    private static final String UNNAMED = Convention.NAMESPACE + '.' + Convention.UNNAMED_RECORD;

    private SchemaMetadata() {}

    /** Puts it all onto the builder. */
    static void describe(Schema avro, SchemaBuilder builder) {
        String given = avro.getProp(Convention.NAME);
        String name = given == null ? impliedName(avro) : given;
        if (name != null) {
            builder.name(name);
        }
        Object version = avro.getObjectProp(Convention.VERSION);
        if (version instanceof Number number) {
            builder.version(number.intValue());
        } else if (given == null && name != null && avro.getType() != Schema.Type.RECORD) {
            // The logical types of Connect and Debezium are all at version 1.
            builder.version(1);
        }
        if (avro.getObjectProp(Convention.PARAMETERS) instanceof Map<?, ?> parameters) {
            parameters.forEach((key, value) -> builder.parameter(String.valueOf(key), String.valueOf(value)));
        }
        if (Decimal.LOGICAL_NAME.equals(name)) {
            completeDecimal(avro, builder);
        }
        if (avro.getType() == Schema.Type.ENUM && given == null) {
            builder.parameter("allowed", String.join(",", avro.getEnumSymbols()));
        }
        String doc = avro.getType() == Schema.Type.RECORD ? avro.getDoc() : avro.getProp(Convention.DOC);
        if (doc != null) {
            builder.doc(doc);
        }
    }

    private static @Nullable String impliedName(Schema avro) {
        return switch (avro.getType()) {
            case RECORD -> avro.getFullName().startsWith(UNNAMED) ? null : avro.getFullName();
            case ENUM -> "io.debezium.data.Enum";
            default -> {
                String name = LogicalForm.nameOf(avro);
                yield name.isEmpty() ? null : name;
            }
        };
    }

    /** Schemas that did not come from Connect have scale and precision in Avro's own properties only. */
    private static void completeDecimal(Schema avro, SchemaBuilder builder) {
        Map<String, String> known = builder.parameters() == null ? Map.of() : Map.copyOf(builder.parameters());
        if (!known.containsKey(Decimal.SCALE_FIELD)) {
            builder.parameter(Decimal.SCALE_FIELD, String.valueOf(number(avro, "scale", 0)));
        }
        int precision = number(avro, "precision", Convention.DEFAULT_PRECISION);
        if (precision != Convention.DEFAULT_PRECISION && !known.containsKey(Convention.DECIMAL_PRECISION)) {
            builder.parameter(Convention.DECIMAL_PRECISION, String.valueOf(precision));
        }
    }

    private static int number(Schema avro, String property, int otherwise) {
        Object value = avro.getObjectProp(property);
        if (value != null && !(value instanceof Integer)) {
            throw new DataException("the property " + property + " of an Avro decimal is not a whole number");
        }
        return value == null ? otherwise : (Integer) value;
    }
}
