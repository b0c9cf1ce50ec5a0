package io.evobridge.resolver.core.merge;

import io.evobridge.resolver.core.merge.field.FieldRules;
import java.util.Optional;

/**
 * How the concurrent versions of an entity's records are merged.
 *
 * @param policy of whole records; where fields are merged, it decides whether the record is there, and when it was written
 * @param fields policies of single fields; empty where whole records are merged
 * @param age field that tells how old a row is which a database held when it joined; empty where none does
 */
public record MergeRules(MergePolicy policy, Optional<FieldRules> fields, Optional<String> age) {

    /** Nothing tells how old the rows are that databases hold when they join. */
    public MergeRules(MergePolicy policy, Optional<FieldRules> fields) {
        this(policy, fields, Optional.empty());
    }

    /** Whole records, by one policy. */
    public static MergeRules whole(MergePolicy policy) {
        return new MergeRules(policy, Optional.empty());
    }
}
