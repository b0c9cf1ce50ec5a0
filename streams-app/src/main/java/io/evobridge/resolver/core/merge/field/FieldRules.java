package io.evobridge.resolver.core.merge.field;

import java.util.Map;

/**
 * Which policy each field of an entity has.
 *
 * @param policies by field name
 * @param otherwise of all other fields
 * @param precedence of concurrent writes
 */
public record FieldRules(Map<String, FieldPolicy> policies, FieldPolicy otherwise, Precedence precedence) {

    public FieldRules {
        policies = Map.copyOf(policies);
    }

    public FieldPolicy of(String field) {
        return policies.getOrDefault(field, otherwise);
    }
}
