package io.evobridge.bridge;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of an entity's block in a bridge file that say how concurrent versions are merged. */
final class MergingSection {

    private static final String POLICY = "policy";
    private static final String MERGE = "merge";
    private static final String FIELDS = "fields";
    private static final String DELETES = "deletes";
    private static final String PREFER = "prefer";
    private static final String BOOTSTRAP = "bootstrap";

    static final List<String> KEYS = List.of(POLICY, MERGE, FIELDS, DELETES, PREFER, BOOTSTRAP);

    /** What is merged as one. */
    private enum Unit {
        RECORD,
        FIELDS
    }

    private final YamlSection entity;

    MergingSection(YamlSection entity) {
        this.entity = entity;
    }

    /**
     * Reads and checks them.
     *
     * @param key fields that identify a record, which cannot be merged
     * @param writers nodes that the entity's writes come from
     */
    Merging read(List<String> key, Set<String> writers) {
        Merging.Policy policy = entity.choice(POLICY, Merging.Policy.class).orElse(Merging.Policy.LWW);
        Optional<Unit> unit = entity.choice(MERGE, Unit.class);
        Map<String, Merging.FieldPolicy> fields = fields(key);
        if (!fields.isEmpty() && unit.equals(Optional.of(Unit.RECORD))) {
            throw entity.mistake(FIELDS, "needs 'merge: fields': with 'merge: record' whole records are merged");
        }
        boolean byField = !fields.isEmpty() || unit.equals(Optional.of(Unit.FIELDS));
        if (byField && policy == Merging.Policy.SIBLINGS) {
            throw entity.mistake(POLICY, "is 'siblings' but that keeps whole records: leave out 'merge' and 'fields'");
        }
        List<String> prefer = prefer(writers);
        boolean priority = policy == Merging.Policy.PRIORITY || fields.containsValue(Merging.FieldPolicy.PRIORITY);
        if (priority && prefer.isEmpty()) {
            throw entity.mistake(
                    PREFER, "is missing: 'priority' needs the nodes in falling preference, such as [crm, shop]");
        }
        Merging.Deletes deletes = entity.choice(DELETES, Merging.Deletes.class).orElse(Merging.Deletes.LWW);
        return new Merging(policy, byField, fields, deletes, prefer, bootstrapBy(policy));
    }

    private Optional<String> bootstrapBy(Merging.Policy policy) {
        return entity.section(BOOTSTRAP).map(section -> {
            String by = section.text("by");
            section.refuseUnknown();
            if (policy == Merging.Policy.PRIORITY) {
                throw entity.mistake(
                        BOOTSTRAP,
                        "has no effect with 'policy: priority', where the node decides: leave out one of them");
            }
            return by;
        });
    }

    private Map<String, Merging.FieldPolicy> fields(List<String> key) {
        return entity.section(FIELDS)
                .map(section -> {
                    Map<String, Merging.FieldPolicy> fields = new LinkedHashMap<>();
                    for (String field : section.keys()) {
                        if (key.contains(field)) {
                            throw entity.mistake(FIELDS, "has '" + field + "', but a field of the key is never merged");
                        }
                        section.choice(field, Merging.FieldPolicy.class).ifPresent(policy -> fields.put(field, policy));
                    }
                    return fields;
                })
                .orElse(new LinkedHashMap<>());
    }

    private List<String> prefer(Set<String> writers) {
        List<String> prefer = entity.texts(PREFER);
        for (String node : prefer) {
            if (!writers.contains(node)) {
                throw entity.mistake(
                        PREFER,
                        "has '" + node + "', which is not a node that this entity's writes come from: "
                                + String.join(", ", writers) + Nearest.hint(node, writers));
            }
        }
        if (new HashSet<>(prefer).size() != prefer.size()) {
            throw entity.mistake(PREFER, "names a node twice");
        }
        return prefer;
    }
}
