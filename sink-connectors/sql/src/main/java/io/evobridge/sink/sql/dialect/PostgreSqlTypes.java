package io.evobridge.sink.sql.dialect;

import io.evobridge.sink.common.row.RowField;
import org.jspecify.annotations.Nullable;

/** Which PostgreSQL type keeps the values of a field exactly, for tables and columns that the sink creates. */
final class PostgreSqlTypes {

    private static final int MAX_PRECISION = 1_000;

    private PostgreSqlTypes() {}

    /** The column type of a field; null where nothing is known of its values. */
    static @Nullable String of(RowField field) {
        return switch (field.type()) {
            case BOOLEAN -> "BOOLEAN";
            case INT32, YEAR -> "INTEGER";
            case INT64 -> "BIGINT";
            case FLOAT32 -> "REAL";
            case FLOAT64 -> "DOUBLE PRECISION";
            case STRING, XML, ENUM, ENUM_SET -> "TEXT";
            case BYTES -> "BYTEA";
            case DECIMAL -> decimal(field);
            case VARIABLE_DECIMAL -> "NUMERIC";
            case DATE -> "DATE";
            case TIME -> "TIME(6)";
            case TIMESTAMP -> "TIMESTAMP(6)";
            case ZONED_TIMESTAMP -> "TIMESTAMPTZ(6)";
            case ZONED_TIME -> "TIMETZ(6)";
            case DURATION -> "INTERVAL";
            // No type of PostgreSQL's own keeps a shape with its spatial reference system.
            case JSON, ARRAY, MAP, GEOMETRY -> "JSONB";
            case UUID -> "UUID";
            case BITS -> bits(field);
            case UNKNOWN -> null;
        };
    }

    private static String decimal(RowField field) {
        String precision = field.parameter("connect.decimal.precision");
        int scale = field.scale();
        if (precision == null || Integer.parseInt(precision) > MAX_PRECISION || scale < 0) {
            return "NUMERIC";
        }
        return "NUMERIC(" + Math.max(1, Integer.parseInt(precision)) + "," + scale + ")";
    }

    private static String bits(RowField field) {
        String length = field.parameter("length");
        return length == null || Integer.parseInt(length) < 1 || length.equals(Integer.toString(Integer.MAX_VALUE))
                ? "BIT VARYING"
                : "BIT(" + length + ")";
    }
}
