package io.evobridge.bridge;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A canonical record type and where it lives.
 *
 * @param name see {@link io.evobridge.contract.CanonicalKey#isEntityName}
 * @param key canonical key fields, in the order of the key text
 * @param merging how concurrent versions are merged
 * @param mappings by node name: how that node stores the entity
 */
public record Entity(String name, List<String> key, Merging merging, Map<String, Mapping> mappings) {

    public Entity {
        key = List.copyOf(key);
        mappings = Map.copyOf(mappings);
    }

    /** The entity's mapping on a node; empty where the node does not hold it. */
    public Optional<Mapping> on(Node node) {
        return Optional.ofNullable(mappings.get(node.name()));
    }
}
