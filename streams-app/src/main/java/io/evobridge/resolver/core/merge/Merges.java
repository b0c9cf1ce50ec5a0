package io.evobridge.resolver.core.merge;

import java.util.Map;

/**
 * The merge rules of a bridge.
 *
 * @param entities by name
 * @param otherwise of all other entities
 */
public record Merges(Map<String, MergeRules> entities, MergeRules otherwise) {

    public Merges {
        entities = Map.copyOf(entities);
    }

    /** Whole records of every entity by one policy. */
    public static Merges all(MergePolicy policy) {
        return new Merges(Map.of(), MergeRules.whole(policy));
    }

    public MergeRules of(String entity) {
        return entities.getOrDefault(entity, otherwise);
    }
}
