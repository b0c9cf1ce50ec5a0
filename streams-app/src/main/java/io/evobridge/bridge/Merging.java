package io.evobridge.bridge;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How concurrent versions of an entity's records are merged.
 *
 * @param policy of whole records or, with {@code byField}, of every field that {@code fields} does not name
 * @param byField whether each field is merged by itself, so that concurrent changes of different fields both survive
 * @param fields canonical field name → its own policy; empty unless {@code byField}
 * @param deletes what becomes of a record that is deleted and changed concurrently
 * @param prefer nodes in falling preference, for {@link Policy#PRIORITY}, {@link FieldPolicy#PRIORITY} and rows that
 *     databases hold when they join; may be empty
 * @param bootstrapBy field that tells how old a row is which a database held when it joined: the youngest wins
 */
public record Merging(
        Policy policy,
        boolean byField,
        Map<String, FieldPolicy> fields,
        Deletes deletes,
        List<String> prefer,
        Optional<String> bootstrapBy) {

    /** What a bridge file means that says nothing about merging. */
    public static final Merging DEFAULT =
            new Merging(Policy.LWW, false, Map.of(), Deletes.LWW, List.of(), Optional.empty());

    public Merging {
        fields = Map.copyOf(fields);
        prefer = List.copyOf(prefer);
        if (!byField && !fields.isEmpty()) {
            throw new IllegalArgumentException("fields have policies only where they are merged one by one");
        }
        if (byField && policy == Policy.SIBLINGS) {
            throw new IllegalArgumentException("siblings are whole records, so they are not merged field by field");
        }
        if (prefer.isEmpty() && (policy == Policy.PRIORITY || fields.containsValue(FieldPolicy.PRIORITY))) {
            throw new IllegalArgumentException("priority needs the nodes in falling preference");
        }
        if (bootstrapBy.isPresent() && policy == Policy.PRIORITY) {
            throw new IllegalArgumentException("with priority the node decides, whatever the age of a row");
        }
    }

    /** Merge policies of whole records. */
    public enum Policy {
        /** The highest HLC wins; the loser is kept in the conflicts topic. */
        LWW,
        /** The preferred node's version wins, then the highest HLC. */
        PRIORITY,
        /** All versions are kept, until a write that has seen them replaces them. */
        SIBLINGS
    }

    /** Merge policies of single fields. */
    public enum FieldPolicy {
        /** The highest HLC. */
        LWW,
        /** The preferred node's, then the highest HLC. */
        PRIORITY,
        /** The greatest value. */
        MAX,
        /** The least value. */
        MIN,
        /** The sum of all changes: concurrent increments all count. */
        COUNTER,
        /** Members added concurrently all stay; one that is removed and added concurrently stays. */
        SET
    }

    /** What wins when a record is deleted in one place and changed in another. */
    public enum Deletes {
        /** The highest HLC. */
        LWW,
        DELETE_WINS,
        UPDATE_WINS
    }
}
