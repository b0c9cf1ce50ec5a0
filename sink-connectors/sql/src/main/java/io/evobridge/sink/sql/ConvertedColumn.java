package io.evobridge.sink.sql;

import io.evobridge.contract.RowFingerprint;
import io.evobridge.contract.mapping.Conversion;
import io.evobridge.contract.mapping.NumberText;
import io.evobridge.contract.mapping.Scale;
import io.evobridge.contract.mapping.ValueMap;
import io.evobridge.sink.common.row.FieldType;
import io.evobridge.sink.common.row.RowField;
import io.evobridge.sink.sql.dialect.Column;
import io.evobridge.sink.sql.dialect.ColumnKind;
import java.math.BigDecimal;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The values of one field as its column takes them.
 *
 * @param source the field, under its column's name
 * @param conversion of the mapping
 * @param column null where the table is still to be created
 */
record ConvertedColumn(
        RowField source, Conversion conversion, @Nullable Column column) {

    /** What is written instead. */
    RowField target() {
        if (conversion instanceof Scale scale) {
            if (source.type() == FieldType.VARIABLE_DECIMAL) {
                return source;
            }
            int digits = Math.max(0, source.scale() - scale.digits());
            return new RowField(source.name(), FieldType.DECIMAL, Decimal.schema(digits));
        } else if (conversion instanceof ValueMap words) {
            return words.fieldByColumn().keySet().stream()
                    .map(word -> ColumnWord.of(source.name(), word, column).field())
                    .findFirst()
                    .orElseThrow();
        }
        return new RowField(source.name(), FieldType.STRING, null);
    }

    /** Throws DataException for a value that the column cannot say. */
    @Nullable
    Object value(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (conversion instanceof Scale scale) {
            return fitting(scale.toColumn(number(value)));
        } else if (conversion instanceof NumberText) {
            return NumberText.INSTANCE.toColumn(number(value));
        }
        String word = ((ValueMap) conversion)
                .toColumn(plain(value))
                .orElseThrow(() -> new DataException("the field of column " + source.name()
                        + " holds a value that the mapping's values do not name; add it there"));
        return ColumnWord.of(source.name(), word, column).value();
    }

    private BigDecimal fitting(BigDecimal number) {
        int scale = Math.max(0, number.stripTrailingZeros().scale());
        if (column != null && column.kind() == ColumnKind.NUMBER && column.size() >= 0 && scale > column.size()) {
            throw new DataException(
                    "the converted value has " + scale + " digits behind the point, but column " + source.name()
                            + " holds " + column.size() + ": widen the column, or round the value where it is made");
        }
        return number.setScale(scale);
    }

    private BigDecimal number(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        } else if (value instanceof Integer || value instanceof Long) {
            return BigDecimal.valueOf(((Number) value).longValue());
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return new BigDecimal(number.toString());
        }
        throw new DataException("the field of column " + source.name() + " is " + source.type()
                + " elsewhere, but its mapping converts numbers: mend one of the mappings");
    }

    private static String plain(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        return value instanceof BigDecimal number ? RowFingerprint.number(number) : value.toString();
    }
}
