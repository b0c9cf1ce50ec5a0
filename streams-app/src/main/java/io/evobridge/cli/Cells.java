package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What stands in a table: JSON → short text. */
final class Cells {

    private Cells() {}

    static List<List<String>> rows(JsonNode items, Function<JsonNode, List<String>> row) {
        List<List<String>> rows = new ArrayList<>();
        items.forEach(item -> rows.add(row.apply(item)));
        return rows;
    }

    /** Text without quotes; null as (null), so that it is not taken for the text. */
    static String value(JsonNode value) {
        return value.isNull() ? "(null)" : value.isTextual() ? value.asText() : value.toString();
    }

    /** Names of nodes with their positions; "-" for none. */
    static String vector(JsonNode vector) {
        List<String> entries = new ArrayList<>();
        vector.properties()
                .forEach(entry ->
                        entries.add(entry.getKey() + "@" + entry.getValue().asText()));
        return entries.isEmpty() ? "-" : String.join(" ", entries);
    }

    static String texts(JsonNode texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.asText()));
        return all.isEmpty() ? "-" : String.join(" ", all);
    }

    /** A record on one line; "(deleted)" for none. */
    static String record(JsonNode record) {
        List<String> fields = new ArrayList<>();
        record.properties().forEach(field -> fields.add(field.getKey() + "=" + value(field.getValue())));
        return fields.isEmpty() ? "(deleted)" : String.join(" ", fields);
    }

    /** A number that may be absent. */
    static String number(JsonNode number) {
        return number.isNumber() ? number.asText() : "-";
    }
}
