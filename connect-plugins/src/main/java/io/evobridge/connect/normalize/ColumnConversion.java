package io.evobridge.connect.normalize;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.evobridge.contract.mapping.NumberText;
import io.evobridge.contract.mapping.Scale;
import io.evobridge.contract.mapping.ValueMap;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** What a mapping's conversion makes of a column: the canonical type of its field. */
final class ColumnConversion {

    private static final String PRECISION = "connect.decimal.precision";
    private static final Map<Schema.Type, Integer> DIGITS = Map.of(Schema.Type.INT32, 10, Schema.Type.INT64, 19);

    /** As Debezium builds it; the field is optional, for a key is never converted. */
    private static final Schema VARIABLE = SchemaBuilder.struct()
            .name(SemanticTypes.VARIABLE_SCALE_DECIMAL)
            .version(1)
            .optional()
            .field("scale", Schema.INT32_SCHEMA)
            .field("value", Schema.BYTES_SCHEMA)
            .build();

    private ColumnConversion() {}

    /** Throws UnconvertibleException where the conversion is not for columns of this type. */
    static CanonicalType of(io.evobridge.contract.mapping.Conversion rule, CanonicalType column) {
        CanonicalType field;
        if (rule instanceof Scale scale) {
            field = scaled(scale, column.schema());
        } else if (rule instanceof NumberText) {
            requireText(column.schema());
            field = new CanonicalType(
                    VARIABLE,
                    value -> variable(NumberText.INSTANCE
                            .toField((String) value)
                            .orElseThrow(() -> new UnconvertibleException("the text is no number in plain form"))));
        } else {
            field = named((ValueMap) rule, column.schema());
        }
        Conversion first = column.conversion();
        Conversion second = field.conversion();
        return new CanonicalType(field.schema(), value -> second.apply(first.apply(value)));
    }

    /** Of a column that holds a part of a field. */
    static CanonicalType ofPart(CanonicalType column) {
        if (column.schema().type() != Schema.Type.STRING || column.schema().name() != null) {
            throw new UnconvertibleException("only columns of text can be parts of a field");
        }
        return new CanonicalType(Schema.OPTIONAL_STRING_SCHEMA, Conversion.NONE);
    }

    private static CanonicalType scaled(Scale scale, Schema column) {
        if (SemanticTypes.VARIABLE_SCALE_DECIMAL.equals(column.name())) {
            return new CanonicalType(VARIABLE, value -> {
                Struct decimal = (Struct) value;
                BigInteger unscaled = new BigInteger(decimal.getBytes("value"));
                return variable(scale.toField(new BigDecimal(unscaled, decimal.getInt32("scale"))));
            });
        }
        int columnScale;
        int columnDigits;
        if (Decimal.LOGICAL_NAME.equals(column.name())) {
            Map<String, String> parameters = requireNonNullElse(column.parameters(), Map.of());
            columnScale = Integer.parseInt(parameters.getOrDefault(Decimal.SCALE_FIELD, "0"));
            columnDigits = Integer.parseInt(parameters.getOrDefault(PRECISION, "64"));
        } else if (column.name() == null && DIGITS.containsKey(column.type())) {
            columnScale = 0;
            columnDigits = requireNonNull(DIGITS.get(column.type()));
        } else {
            throw new UnconvertibleException("scale is for whole numbers and decimals, not for a column of type "
                    + requireNonNullElse(column.name(), column.type().getName()));
        }
        int fieldScale = scale.fieldScale(columnScale);
        int fieldDigits = Math.max(columnDigits + fieldScale - columnScale - scale.digits(), fieldScale);
        Schema schema = Decimal.builder(fieldScale)
                .parameter(PRECISION, Integer.toString(fieldDigits))
                .optional()
                .build();
        return new CanonicalType(schema, value -> {
            BigDecimal number =
                    value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) value).longValue());
            return scale.toField(number).setScale(fieldScale);
        });
    }

    private static CanonicalType named(ValueMap words, Schema column) {
        Function<Object, String> text = ColumnText.of(column);
        Function<String, Object> value = switch (words.kind()) {
            case BOOLEAN -> Boolean::valueOf;
            case WHOLE -> Long::valueOf;
            case TEXT -> word -> word;
        };
        Schema schema = switch (words.kind()) {
            case BOOLEAN -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
            case WHOLE -> Schema.OPTIONAL_INT64_SCHEMA;
            case TEXT -> Schema.OPTIONAL_STRING_SCHEMA;
        };
        return new CanonicalType(
                schema,
                found -> value.apply(words.toField(text.apply(found))
                        .orElseThrow(
                                () -> new UnconvertibleException("the column holds a value that the mapping's values"
                                        + " do not name; add it there, then write the row again"))));
    }

    private static void requireText(Schema column) {
        if (!ColumnText.isText(column)) {
            throw new UnconvertibleException("number is for columns of text, not of type "
                    + requireNonNullElse(column.name(), column.type().getName()));
        }
    }

    private static Struct variable(BigDecimal value) {
        return new Struct(VARIABLE)
                .put("scale", value.scale())
                .put("value", value.unscaledValue().toByteArray());
    }
}
