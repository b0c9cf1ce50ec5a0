package io.evobridge.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * The rows of one entity at one place, in canonical names and plain texts.
 *
 * @param fields the fields that this place knows; others it cannot hold
 * @param byKey canonical key text → field → text; a null is left out
 */
public record Rows(Set<String> fields, SortedMap<String, SortedMap<String, String>> byKey) {

    public Rows {
        fields = Set.copyOf(fields);
    }

    /** The text of a field; empty where it is null, or the row is not there. */
    public Optional<String> text(String key, String field) {
        SortedMap<String, String> row = byKey.get(key);
        return row == null ? Optional.empty() : Optional.ofNullable(row.get(field));
    }

    /** A sentence for each row that differs from the other place's in a field that both know. */
    public List<String> differences(String name, String otherName, Rows other) {
        SortedSet<String> keys = new TreeSet<>(byKey.keySet());
        keys.addAll(other.byKey.keySet());
        Set<String> shared = new TreeSet<>(fields);
        shared.retainAll(other.fields);
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            SortedMap<String, String> mine = only(shared, byKey.get(key));
            SortedMap<String, String> theirs = only(shared, other.byKey.get(key));
            if (byKey.containsKey(key) != other.byKey.containsKey(key) || !mine.equals(theirs)) {
                differences.add(key + " is " + (byKey.containsKey(key) ? mine : "absent") + " in " + name + " and "
                        + (other.byKey.containsKey(key) ? theirs : "absent") + " in " + otherName);
            }
        }
        return differences;
    }

    /** The fields of an entity record. */
    static Set<String> fields(Schema schema) {
        Set<String> fields = new TreeSet<>();
        schema.getFields().forEach(field -> fields.add(field.name()));
        return fields;
    }

    /** An entity record as a row. */
    public static SortedMap<String, String> row(GenericRecord record) {
        SortedMap<String, String> row = new TreeMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value != null) {
                row.put(field.name(), RowText.of(value));
            }
        }
        return row;
    }

    private static SortedMap<String, String> only(
            Set<String> fields, @org.jspecify.annotations.Nullable SortedMap<String, String> row) {
        SortedMap<String, String> kept = new TreeMap<>();
        if (row != null) {
            kept.putAll(row);
            kept.keySet().retainAll(fields);
        }
        return kept;
    }
}
