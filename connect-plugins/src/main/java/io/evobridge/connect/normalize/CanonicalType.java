package io.evobridge.connect.normalize;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column become: one canonical type per meaning, whatever precision or integer width the source
 * chose for it. Defaults are dropped, so that null stays null.
 *
 * @param schema canonical schema
 * @param conversion from the column's non-null values to values of that schema
 */
record CanonicalType(Schema schema, Conversion conversion) {

    private static final String SOURCE_COLUMN_PARAMETER = "__debezium.";

    /** The canonical type of a column with the given schema. */
    static CanonicalType of(Schema column, boolean optional) {
        String name = requireNonNullElse(column.name(), "");
        return switch (name) {
            case Date.LOGICAL_NAME ->
                named(SchemaBuilder.int32(), SemanticTypes.DATE, optional, TimeConversions::dateToDays);
            case SemanticTypes.TIME ->
                named(SchemaBuilder.int64(), SemanticTypes.MICRO_TIME, optional, TimeConversions::millisToMicros);
            case Time.LOGICAL_NAME ->
                named(SchemaBuilder.int64(), SemanticTypes.MICRO_TIME, optional, TimeConversions::dateToMicros);
            case SemanticTypes.NANO_TIME ->
                named(SchemaBuilder.int64(), SemanticTypes.MICRO_TIME, optional, TimeConversions::nanosToMicros);
            case SemanticTypes.TIMESTAMP ->
                named(SchemaBuilder.int64(), SemanticTypes.MICRO_TIMESTAMP, optional, TimeConversions::millisToMicros);
            case Timestamp.LOGICAL_NAME ->
                named(SchemaBuilder.int64(), SemanticTypes.MICRO_TIMESTAMP, optional, TimeConversions::dateToMicros);
            case SemanticTypes.NANO_TIMESTAMP ->
                named(SchemaBuilder.int64(), SemanticTypes.MICRO_TIMESTAMP, optional, TimeConversions::nanosToMicros);
            case SemanticTypes.NANO_DURATION ->
                named(SchemaBuilder.int64(), SemanticTypes.MICRO_DURATION, optional, TimeConversions::nanosToMicros);
            case SemanticTypes.ZONED_TIMESTAMP ->
                named(SchemaBuilder.string(), SemanticTypes.ZONED_TIMESTAMP, optional, TimeConversions::utcTimestamp);
            case SemanticTypes.ZONED_TIME ->
                named(SchemaBuilder.string(), SemanticTypes.ZONED_TIME, optional, TimeConversions::utcTime);
            case SemanticTypes.JSON -> named(SchemaBuilder.string(), SemanticTypes.JSON, optional, JsonText::compact);
            case SemanticTypes.ISO_DATE, SemanticTypes.ISO_TIME, SemanticTypes.ISO_TIMESTAMP ->
                throw new UnconvertibleException("type " + name
                        + " is not canonical: set the connector's time.precision.mode to adaptive_time_microseconds"
                        + " or adaptive");
            default -> byShape(column, optional);
        };
    }

    private static CanonicalType byShape(Schema column, boolean optional) {
        return switch (column.type()) {
            case INT8, INT16 -> plain(SchemaBuilder.int32(), column, optional, value -> ((Number) value).intValue());
            case ARRAY -> array(column, optional);
            case MAP -> map(column, optional);
            case STRUCT -> struct(column, optional);
            default -> plain(new SchemaBuilder(column.type()), column, optional, Conversion.NONE);
        };
    }

    private static CanonicalType array(Schema column, boolean optional) {
        CanonicalType element = of(column.valueSchema(), column.valueSchema().isOptional());
        return plain(SchemaBuilder.array(element.schema), column, optional, value -> {
            List<?> list = (List<?>) value;
            if (element.conversion == Conversion.NONE) {
                return list;
            }
            List<@Nullable Object> converted = new ArrayList<>(list.size());
            for (Object item : list) {
                converted.add(item == null ? null : element.conversion.apply(item));
            }
            return converted;
        });
    }

    private static CanonicalType map(Schema column, boolean optional) {
        CanonicalType key = of(column.keySchema(), column.keySchema().isOptional());
        CanonicalType item = of(column.valueSchema(), column.valueSchema().isOptional());
        return plain(SchemaBuilder.map(key.schema, item.schema), column, optional, value -> {
            Map<@Nullable Object, @Nullable Object> converted = new LinkedHashMap<>();
            ((Map<?, ?>) value)
                    .forEach((k, v) -> converted.put(
                            k == null ? null : key.conversion.apply(k), v == null ? null : item.conversion.apply(v)));
            return converted;
        });
    }

    /** Structs such as points and decimals of variable scale keep their fields; only optionality may differ. */
    private static CanonicalType struct(Schema column, boolean optional) {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (Field field : column.fields()) {
            builder.field(field.name(), field.schema());
        }
        decorate(builder, column, optional);
        Schema schema = builder.build();
        return new CanonicalType(schema, value -> {
            Struct copy = new Struct(schema);
            for (Field field : schema.fields()) {
                copy.put(field, ((Struct) value).getWithoutDefault(field.name()));
            }
            return copy;
        });
    }

    private static CanonicalType named(SchemaBuilder builder, String name, boolean optional, Conversion conversion) {
        builder.name(name).version(1);
        return new CanonicalType(optional ? builder.optional().build() : builder.build(), conversion);
    }

    private static CanonicalType plain(SchemaBuilder builder, Schema column, boolean optional, Conversion conversion) {
        decorate(builder, column, optional);
        return new CanonicalType(builder.build(), conversion);
    }

    private static void decorate(SchemaBuilder builder, Schema column, boolean optional) {
        if (column.name() != null) {
            builder.name(column.name());
        }
        if (column.version() != null) {
            builder.version(column.version());
        }
        if (column.parameters() != null) {
            column.parameters().forEach((key, value) -> {
                if (!key.startsWith(SOURCE_COLUMN_PARAMETER)) {
                    builder.parameter(key, value);
                }
            });
        }
        if (optional) {
            builder.optional();
        }
    }
}
