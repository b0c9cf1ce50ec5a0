package io.evobridge.resolver.core.merge.field;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Which policy each field of an entity has. Immutable. */
public final class FieldRules {

    private final Map<String, FieldPolicy> policies;
    private final FieldPolicy otherwise;
    private final Map<FieldPolicy, Comparator<Written>> orders = new EnumMap<>(FieldPolicy.class);

    /**
     * Made once for each entity.
     *
     * @param policies by field name
     * @param otherwise of all other fields
     * @param precedence of concurrent writes
     */
    public FieldRules(Map<String, FieldPolicy> policies, FieldPolicy otherwise, Precedence precedence) {
        this.policies = Map.copyOf(policies);
        this.otherwise = otherwise;
        for (FieldPolicy policy : FieldPolicy.values()) {
            orders.put(policy, policy.order(precedence));
        }
    }

    public FieldPolicy of(String field) {
        return policies.getOrDefault(field, otherwise);
    }

    /** The state of a field as its policy needs it: one that was kept under another policy goes on with its value. */
    FieldState adopt(String field, FieldState state) {
        return of(field).adopt(state, order(field));
    }

    /** Which of concurrent values of a field prevails: the greatest of this order. */
    Comparator<Written> order(String field) {
        return Objects.requireNonNull(orders.get(of(field)));
    }
}
