package io.evobridge.resolver.core.merge;

import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.field.FieldValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Completes the image of a write by what its node had seen: values that the log left out because they did not change, and
 * fields that the node does not have.
 */
public final class Completion {

    private final Records records;

    public Completion(Records records) {
        this.records = records;
    }

    /** The row with the values that the log left out; empty where nothing that the node had seen tells them. */
    public Optional<Image> told(Image row, Set<String> untold, KeyState key, VersionVector context, MergeRules rules) {
        SortedMap<String, FieldValue> values = new TreeMap<>(records.read(row));
        SortedMap<String, FieldValue> seen = seen(key, context, rules);
        for (String field : untold) {
            if (!values.getOrDefault(field, FieldValue.Nothing.VALUE).equals(FieldValue.Nothing.VALUE)) {
                continue;
            }
            FieldValue value = seen.get(field);
            if (value == null) {
                return Optional.empty();
            }
            values.put(field, value);
        }
        return Optional.of(records.write(values, ids(row), row));
    }

    /**
     * The record with the fields that its node does not have, where whole records are merged: the node did not change
     * them. Looks into images only where the schemas differ.
     */
    public Image whole(Image row, KeyState key, VersionVector context, MergeRules rules) {
        if (rules.fields().isPresent()) {
            return row;
        }
        return seenImage(key, context, rules)
                .filter(seen -> !records.hasAll(row.schemaId(), seen.schemaId()))
                .map(seen -> records.write(records.read(row), ids(row), seen))
                .orElse(row);
    }

    private SortedMap<String, FieldValue> seen(KeyState key, VersionVector context, MergeRules rules) {
        return rules.fields().isPresent()
                ? key.fields().valuesSeenBy(context, rules.fields().get())
                : seenImage(key, context, rules).map(records::read).orElseGet(TreeMap::new);
    }

    private static Optional<Image> seenImage(KeyState key, VersionVector context, MergeRules rules) {
        List<Version> seen = key.versions().stream()
                .filter(version -> context.covers(version.dot()))
                .toList();
        return seen.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(rules.policy().decide(seen).winner().image());
    }

    private static SortedSet<Integer> ids(Image image) {
        return new TreeSet<>(Set.of(image.schemaId()));
    }
}
