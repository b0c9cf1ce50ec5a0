package io.evobridge.sink.sql.dialect;

import io.evobridge.sink.common.row.RowField;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which MySQL type keeps the values of a field exactly, for tables and columns that the sink creates. */
final class MySqlTypes {

    private static final int MAX_PRECISION = 65;
    private static final int MAX_SCALE = 30;
    private static final int MAX_BITS = 64;

    private MySqlTypes() {}

    /**
     * The column type of a field; null where nothing is known of its values.
     *
     * @param key whether the column is part of the key: then it must have a length that an index can take
     */
    static @Nullable String of(RowField field, boolean key) {
        return switch (field.type()) {
            case BOOLEAN -> "TINYINT(1)";
            case INT32 -> "INT";
            case INT64, DURATION -> "BIGINT";
            case FLOAT32 -> "FLOAT";
            case FLOAT64 -> "DOUBLE";
            case STRING, XML, ENUM_SET -> key ? "VARCHAR(255)" : "LONGTEXT";
            case BYTES -> key ? "VARBINARY(255)" : "LONGBLOB";
            case DECIMAL -> decimal(field, key);
            // No DECIMAL holds every scale; text does.
            case VARIABLE_DECIMAL -> key ? "VARCHAR(255)" : "LONGTEXT";
            case DATE -> "DATE";
            case TIME -> "TIME(6)";
            case TIMESTAMP -> "DATETIME(6)";
            case ZONED_TIMESTAMP -> "TIMESTAMP(6)";
            case ZONED_TIME -> "VARCHAR(32)";
            case YEAR -> "YEAR";
            case JSON, ARRAY, MAP -> "JSON";
            case UUID -> "CHAR(36)";
            case ENUM -> "VARCHAR(255)";
            case BITS -> bits(field);
            case GEOMETRY -> "GEOMETRY";
            case UNKNOWN -> null;
        };
    }

    private static String decimal(RowField field, boolean key) {
        int scale = field.scale();
        int precision = Integer.parseInt(Objects.requireNonNullElse(
                field.parameter("connect.decimal.precision"), Integer.toString(MAX_PRECISION)));
        if (scale < 0 || scale > MAX_SCALE || precision > MAX_PRECISION || precision < scale) {
            return key ? "VARCHAR(255)" : "LONGTEXT";
        }
        return "DECIMAL(" + Math.max(1, precision) + "," + scale + ")";
    }

    private static String bits(RowField field) {
        int length =
                Integer.parseInt(Objects.requireNonNullElse(field.parameter("length"), Integer.toString(MAX_BITS)));
        return length < 1 || length > MAX_BITS ? "LONGBLOB" : "BIT(" + length + ")";
    }
}
