package io.evobridge.bridge.types;

import io.evobridge.bridge.NodeType;

/** The column types that the SQL sink chooses for tables and columns that it creates. */
final class CreatedTypes {

    private static final int MYSQL_MAX_PRECISION = 65;
    private static final int MYSQL_MAX_SCALE = 30;
    private static final int MYSQL_MAX_BITS = 64;
    private static final int POSTGRESQL_MAX_PRECISION = 1_000;

    private CreatedTypes() {}

    /** As the database will write it. */
    static String of(NodeType database, CanonicalType type, boolean key) {
        return database == NodeType.POSTGRESQL ? postgresql(type) : mysql(type, key);
    }

    private static String mysql(CanonicalType type, boolean key) {
        String text = key ? "varchar(255)" : "longtext";
        return switch (type.kind()) {
            case "boolean" -> "tinyint(1)";
            case "int32" -> "int";
            case "int64" -> "bigint";
            case "float32" -> "float";
            case "float64" -> "double";
            case "bytes" -> key ? "varbinary(255)" : "longblob";
            case "Decimal" -> {
                SqlTypeText digits = SqlTypeText.of(type.name());
                int scale = digits.number(1, 0);
                int precision = digits.number(0, 0);
                boolean holds = scale >= 0
                        && scale <= MYSQL_MAX_SCALE
                        && precision >= scale
                        && precision <= MYSQL_MAX_PRECISION;
                yield holds ? "decimal(" + Math.max(1, precision) + "," + scale + ")" : text;
            }
            case "Date" -> "date";
            case "MicroTime" -> "time(6)";
            case "MicroTimestamp" -> "datetime(6)";
            case "ZonedTimestamp" -> "timestamp(6)";
            case "ZonedTime" -> "varchar(32)";
            case "Year" -> "year";
            case "Json", "array" -> "json";
            case "Uuid" -> "char(36)";
            case "Enum" -> "varchar(255)";
            case "Bits" -> {
                int length = ((Bits) type.values()).length();
                yield length > MYSQL_MAX_BITS ? "longblob" : "bit(" + length + ")";
            }
            case "Point", "Geometry" -> "geometry";
            default -> text;
        };
    }

    private static String postgresql(CanonicalType type) {
        return switch (type.kind()) {
            case "boolean" -> "boolean";
            case "int32", "Year" -> "integer";
            case "int64" -> "bigint";
            case "float32" -> "real";
            case "float64" -> "double precision";
            case "bytes" -> "bytea";
            case "Decimal" -> {
                SqlTypeText digits = SqlTypeText.of(type.name());
                boolean holds = digits.number(0, 0) <= POSTGRESQL_MAX_PRECISION && digits.number(1, 0) >= 0;
                yield holds
                        ? "numeric(" + Math.max(1, digits.number(0, 0)) + "," + digits.number(1, 0) + ")"
                        : "numeric";
            }
            case "VariableScaleDecimal" -> "numeric";
            case "Date" -> "date";
            case "MicroTime" -> "time(6) without time zone";
            case "MicroTimestamp" -> "timestamp(6) without time zone";
            case "ZonedTimestamp" -> "timestamp(6) with time zone";
            case "ZonedTime" -> "time(6) with time zone";
            case "Json", "array", "Point", "Geometry" -> "jsonb";
            case "Uuid" -> "uuid";
            case "Bits" -> {
                int length = ((Bits) type.values()).length();
                yield length == Integer.MAX_VALUE ? "bit varying" : "bit(" + length + ")";
            }
            default -> "text";
        };
    }
}
