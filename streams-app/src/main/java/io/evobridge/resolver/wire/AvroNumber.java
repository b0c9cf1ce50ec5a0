package io.evobridge.resolver.wire;

import io.evobridge.resolver.core.merge.field.FieldValue;
import java.math.BigDecimal;
import org.apache.avro.Schema;

/**
 * Integers, floating point numbers and booleans. What is no number, and minus zero, is text, because it has no place
 * among the numbers.
 *
 * @param type int, long, float, double or boolean
 */
record AvroNumber(Schema.Type type) implements AvroValue {

    @Override
    public FieldValue read(Object value) {
        if (value instanceof Boolean truth) {
            return new FieldValue.Truth(truth);
        }
        if (value instanceof Integer || value instanceof Long) {
            return FieldValue.Numeric.of(((Number) value).longValue());
        }
        String text = value.toString();
        boolean number = Double.isFinite(((Number) value).doubleValue()) && !text.equals("-0.0");
        return number ? new FieldValue.Numeric(new BigDecimal(text)) : new FieldValue.Text(text);
    }

    @Override
    public Object write(FieldValue value) {
        try {
            return switch (type) {
                case BOOLEAN ->
                    value instanceof FieldValue.Truth truth
                            ? truth.value()
                            : number(value).signum() != 0;
                case INT -> number(value).intValueExact();
                case LONG -> number(value).longValueExact();
                case FLOAT -> Float.valueOf(text(value));
                case DOUBLE -> Double.valueOf(text(value));
                default -> throw AvroValue.unfit(type);
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw AvroValue.unfit(type);
        }
    }

    private String text(FieldValue value) {
        return value instanceof FieldValue.Text text
                ? text.value()
                : number(value).toString();
    }

    private BigDecimal number(FieldValue value) {
        if (value instanceof FieldValue.Numeric number) {
            return number.value();
        } else if (value instanceof FieldValue.Truth truth) {
            return truth.value() ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (value instanceof FieldValue.Text text) {
            return new BigDecimal(text.value());
        }
        throw AvroValue.unfit(type);
    }
}
