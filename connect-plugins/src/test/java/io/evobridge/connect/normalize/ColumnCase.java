package io.evobridge.connect.normalize;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * One column type of a database with one value, and what both become.
 *
 * @param sqlType as in CREATE TABLE
 * @param sqlValue literal in the database's SQL
 * @param type canonical type, see {@link #type}
 * @param value canonical value, see {@link #text}
 */
record ColumnCase(String sqlType, String sqlValue, String type, String value) {

    static ColumnCase column(String sqlType, String sqlValue, String type, String value) {
        return new ColumnCase(sqlType, sqlValue, type, value);
    }

    /** Semantic name without its package, or the plain type; parameters in braces; element type in brackets. */
    static String type(Schema schema) {
        String name = schema.name();
        String plain = name == null
                ? schema.type().getName()
                : name.substring(name.lastIndexOf('.') + 1) + ":"
                        + schema.type().getName();
        String parameters = schema.parameters() == null || schema.parameters().isEmpty()
                ? ""
                : new TreeMap<>(schema.parameters()).toString();
        String element = schema.type() == Schema.Type.ARRAY ? "[" + type(schema.valueSchema()) + "]" : "";
        return plain + parameters + element;
    }

    /** Bytes as hexadecimal digits, structs and lists by their elements, everything else as Java prints it. */
    static String text(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Struct struct) {
            return struct.schema().fields().stream()
                    .map(field -> field.name() + "=" + text(struct.get(field)))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ColumnCase::text).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map).toString();
        }
        return String.valueOf(value);
    }

    /** The cases as columns c0, c1 and so on of a table with an id. */
    static String createTable(String table, List<ColumnCase> cases) {
        StringBuilder sql = new StringBuilder("CREATE TABLE ").append(table).append(" (id INT PRIMARY KEY");
        for (int i = 0; i < cases.size(); i++) {
            sql.append(", c").append(i).append(' ').append(cases.get(i).sqlType).append(" NULL");
        }
        return sql.append(')').toString();
    }

    static String insert(String table, int id, List<ColumnCase> cases) {
        return cases.stream()
                .map(ColumnCase::sqlValue)
                .collect(Collectors.joining(", ", "INSERT INTO " + table + " VALUES (" + id + ", ", ")"));
    }

    /** What a captured image holds, in the shape of the cases. */
    static List<ColumnCase> found(Struct image, List<ColumnCase> cases) {
        return java.util.stream.IntStream.range(0, cases.size())
                .mapToObj(i -> {
                    Field field = image.schema().field("c" + i);
                    ColumnCase given = cases.get(i);
                    return column(given.sqlType, given.sqlValue, type(field.schema()), text(image.get(field)));
                })
                .toList();
    }
}
