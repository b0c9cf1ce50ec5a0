package io.evobridge.resolver.app;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Merging;
import io.evobridge.resolver.core.merge.Deletions;
import io.evobridge.resolver.core.merge.MergePolicy;
import io.evobridge.resolver.core.merge.MergeRules;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.WholeRecord;
import io.evobridge.resolver.core.merge.field.FieldPolicy;
import io.evobridge.resolver.core.merge.field.FieldRules;
import io.evobridge.resolver.core.merge.field.Precedence;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The merge rules that a bridge file asks for. */
final class MergesOf {

    private MergesOf() {}

    static Merges bridge(Bridge bridge) {
        Map<String, MergeRules> entities =
                bridge.entities().stream().collect(Collectors.toMap(Entity::name, entity -> rules(entity.merging())));
        return new Merges(entities, MergeRules.whole(WholeRecord.LAST_WRITER_WINS));
    }

    private static MergeRules rules(Merging merging) {
        boolean byNode = merging.policy() == Merging.Policy.PRIORITY;
        Precedence precedence = new Precedence(merging.prefer(), byNode);
        MergePolicy record = new WholeRecord(
                merging.policy().name().toLowerCase(Locale.ROOT),
                precedence,
                Deletions.valueOf(merging.deletes().name()));
        if (!merging.byField()) {
            return new MergeRules(record, Optional.empty(), merging.bootstrapBy());
        }
        Map<String, FieldPolicy> fields = new HashMap<>();
        merging.fields().forEach((name, policy) -> fields.put(name, FieldPolicy.valueOf(policy.name())));
        FieldPolicy otherwise = byNode ? FieldPolicy.PRIORITY : FieldPolicy.LWW;
        return new MergeRules(
                record, Optional.of(new FieldRules(fields, otherwise, precedence)), merging.bootstrapBy());
    }
}
