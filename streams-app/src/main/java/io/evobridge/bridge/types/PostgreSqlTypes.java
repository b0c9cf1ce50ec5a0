package io.evobridge.bridge.types;

import io.evobridge.bridge.sql.FoundColumn;

/** The column types of PostgreSQL, see {@code docs/types.md}. */
final class PostgreSqlTypes {

    private static final int MICROSECONDS = 6;
    private static final String ARRAY = "[]";

    private PostgreSqlTypes() {}

    static CanonicalType of(FoundColumn column) {
        if (!column.words().isEmpty()) {
            return new CanonicalType("Enum", new Words(column.words(), false));
        } else if (column.type().endsWith(ARRAY)) {
            String element = column.type().substring(0, column.type().length() - ARRAY.length());
            return new CanonicalType("array", Other.array(element));
        }
        SqlTypeText type = SqlTypeText.of(column.type());
        return switch (type.name()) {
            case "smallint" -> new CanonicalType("int32", Numbers.bytes(2, true));
            case "integer" -> CanonicalType.INT32;
            case "bigint" -> CanonicalType.INT64;
            case "oid" -> new CanonicalType("int64", Numbers.bytes(4, false));
            case "numeric" ->
                type.arguments().isEmpty()
                        ? CanonicalType.VARIABLE_SCALE_DECIMAL
                        : CanonicalType.decimal(type.number(0, 0), type.number(1, 0));
            case "money" -> new CanonicalType("Decimal(19,2)", Numbers.INT64.inUnits(2));
            case "real" -> new CanonicalType("float32", Floats.FLOAT);
            case "double precision" -> new CanonicalType("float64", Floats.DOUBLE);
            case "boolean" -> CanonicalType.BOOLEAN;
            case "bit", "bit varying" -> bits(type);
            case "character" -> CanonicalType.text(Text.of(type.number(0, 1), "", true));
            case "character varying" ->
                CanonicalType.text(type.arguments().isEmpty() ? Text.UNLIMITED : Text.of(type.number(0, 0), "", false));
            case "text", "citext", "name" -> CanonicalType.text(Text.UNLIMITED);
            case "bytea" -> new CanonicalType("bytes", Bytes.UNLIMITED);
            case "date" -> new CanonicalType("Date", new Clock(Clock.Kind.DATE, 0));
            case "time without time zone" -> clock("MicroTime", Clock.Kind.TIME_OF_DAY, type);
            case "time with time zone" -> clock("ZonedTime", Clock.Kind.ZONED_TIME, type);
            case "timestamp without time zone" -> clock("MicroTimestamp", Clock.Kind.WALL_CLOCK, type);
            case "timestamp with time zone" -> clock("ZonedTimestamp", Clock.Kind.MOMENT, type);
            case "interval" -> new CanonicalType("Interval", Other.INTERVAL);
            case "uuid" -> new CanonicalType("Uuid", Other.UUID);
            case "json", "jsonb" -> new CanonicalType("Json", Other.JSON);
            case "xml" -> new CanonicalType("Xml", Other.XML);
            case "point" -> new CanonicalType("Point", Other.named("points of PostgreSQL"));
            case "geometry" -> new CanonicalType("Geometry", Other.SHAPE);
            default -> new CanonicalType("string", Other.named(column.type()));
        };
    }

    private static CanonicalType clock(String name, Clock.Kind kind, SqlTypeText type) {
        return new CanonicalType(name, new Clock(kind, type.number(0, MICROSECONDS)));
    }

    private static CanonicalType bits(SqlTypeText type) {
        boolean varying = type.name().equals("bit varying");
        int length = type.number(0, varying ? Integer.MAX_VALUE : 1);
        return length == 1 && !varying ? CanonicalType.BOOLEAN : new CanonicalType("Bits", new Bits(length));
    }
}
