package io.evobridge.bridge.types;

import io.evobridge.bridge.sql.FoundColumn;
import java.util.Set;

/** The column types of MySQL and MariaDB, see {@code docs/types.md}. */
final class BinlogTypes {

    /** Character sets that have a place for every character. */
    private static final Set<String> UNICODE = Set.of("utf8mb4", "utf16", "utf16le", "utf32");

    private BinlogTypes() {}

    static CanonicalType of(FoundColumn column) {
        SqlTypeText type = SqlTypeText.of(column.type());
        boolean signed = !type.name().contains("unsigned");
        String charset = UNICODE.contains(column.charset()) ? "" : column.charset();
        String name = type.name().replace(" unsigned", "").replace(" zerofill", "");
        return switch (name) {
            case "tinyint" -> new CanonicalType("int32", Numbers.bytes(1, signed));
            case "smallint" -> new CanonicalType("int32", Numbers.bytes(2, signed));
            case "mediumint" -> new CanonicalType("int32", Numbers.bytes(3, signed));
            case "int" -> new CanonicalType(signed ? "int32" : "int64", Numbers.bytes(4, signed));
            case "bigint" -> signed ? CanonicalType.INT64 : new CanonicalType("Decimal(20,0)", Numbers.bytes(8, false));
            case "decimal" -> decimal(type.number(0, 10), type.number(1, 0), signed);
            case "float", "double" -> floating(name, type, signed);
            case "year" -> new CanonicalType("Year", Numbers.whole(1901, 2155));
            case "bit" -> bits(type.number(0, 1));
            case "char" -> CanonicalType.text(Text.of(type.number(0, 1), charset, true));
            case "varchar" -> CanonicalType.text(Text.of(type.number(0, 1), charset, false));
            case "tinytext" -> CanonicalType.text(Text.ofBytes(255, charset));
            case "text" -> CanonicalType.text(Text.ofBytes(65_535, charset));
            case "mediumtext", "longtext" -> CanonicalType.text(Text.ofBytes(Long.MAX_VALUE, charset));
            case "binary" -> bytes(new Bytes(type.number(0, 1), true));
            case "varbinary" -> bytes(Bytes.of(type.number(0, 1)));
            case "tinyblob" -> bytes(Bytes.of(255));
            case "blob" -> bytes(Bytes.of(65_535));
            case "mediumblob", "longblob" -> bytes(Bytes.UNLIMITED);
            case "date" -> new CanonicalType("Date", new Clock(Clock.Kind.DATE, 0));
            case "time" -> new CanonicalType("MicroTime", new Clock(Clock.Kind.TIME, type.number(0, 0)));
            case "datetime" -> new CanonicalType("MicroTimestamp", new Clock(Clock.Kind.WALL_CLOCK, type.number(0, 0)));
            case "timestamp" ->
                new CanonicalType("ZonedTimestamp", new Clock(Clock.Kind.MOMENT_TO_2038, type.number(0, 0)));
            case "enum" -> new CanonicalType("Enum", new Words(type.arguments(), false));
            case "set" -> new CanonicalType("EnumSet", new Words(type.arguments(), true));
            case "json" -> new CanonicalType("Json", Other.JSON);
            case "uuid" -> new CanonicalType("Uuid", Other.UUID);
            case "point" -> new CanonicalType("Point", Other.POINT);
            case "geometry",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection" -> new CanonicalType("Geometry", shape(name));
            default -> new CanonicalType(name, Other.named(column.type()));
        };
    }

    private static CanonicalType decimal(int precision, int scale, boolean signed) {
        CanonicalType type = CanonicalType.decimal(precision, scale);
        return signed
                ? type
                : new CanonicalType(
                        type.name(), Numbers.decimal(precision, scale).notNegative());
    }

    /** With digits in brackets MySQL rounds, so that only the same type holds the same. */
    private static CanonicalType floating(String name, SqlTypeText type, boolean signed) {
        boolean isDouble = name.equals("double");
        Values values =
                type.arguments().isEmpty() ? new Floats(isDouble, signed) : Other.named(name + type.arguments());
        return new CanonicalType(isDouble ? "float64" : "float32", values);
    }

    private static CanonicalType bits(int length) {
        return length == 1 ? CanonicalType.BOOLEAN : new CanonicalType("Bits", new Bits(length));
    }

    private static CanonicalType bytes(Bytes values) {
        return new CanonicalType("bytes", values);
    }

    private static Other shape(String name) {
        return name.equals("geometry") ? Other.SHAPE : Other.named(name);
    }
}
