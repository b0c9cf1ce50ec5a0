package io.evobridge.resolver.simulation;

import io.evobridge.resolver.core.merge.Deletions;
import io.evobridge.resolver.core.merge.MergePolicy;
import io.evobridge.resolver.core.merge.MergeRules;
import io.evobridge.resolver.core.merge.WholeRecord;
import io.evobridge.resolver.core.merge.field.FieldPolicy;
import io.evobridge.resolver.core.merge.field.FieldRules;
import io.evobridge.resolver.core.merge.field.Precedence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What a world's bridge file says about merging.
 *
 * @param policy of whole records, and whether the node or the time decides about the rest
 * @param deletes what becomes of a record that is deleted and changed at once
 * @param fields policy by field; empty where whole records are merged
 * @param prefer the most preferred node first; others come after them
 * @param age field that tells which of the rows that databases bring along is the youngest
 */
record Rules(
        Policy policy, Deletions deletes, Map<String, FieldPolicy> fields, List<String> prefer, Optional<String> age) {

    enum Policy {
        LWW,
        PRIORITY,
        SIBLINGS
    }

    static Rules of(Random random, Collection<String> nodes) {
        boolean byField = random.nextInt(5) < 2;
        Policy policy = pick(random, Policy.LWW, Policy.LWW, Policy.PRIORITY, byField ? Policy.LWW : Policy.SIBLINGS);
        Deletions deletes = pick(random, Deletions.LWW, Deletions.LWW, Deletions.DELETE_WINS, Deletions.UPDATE_WINS);
        List<String> prefer = new ArrayList<>(nodes);
        Collections.shuffle(prefer, random);
        return new Rules(
                policy,
                deletes,
                byField ? fields(random) : Map.of(),
                prefer.subList(0, random.nextInt(prefer.size())),
                random.nextInt(3) == 0 ? Optional.of(Row.BALANCE) : Optional.empty());
    }

    private static Map<String, FieldPolicy> fields(Random random) {
        return Map.of(
                Row.NAME, pick(random, FieldPolicy.LWW, FieldPolicy.PRIORITY, FieldPolicy.MAX),
                Row.BALANCE,
                        pick(random, FieldPolicy.COUNTER, FieldPolicy.COUNTER, FieldPolicy.COUNTER, FieldPolicy.LWW),
                Row.TAGS, pick(random, FieldPolicy.SET, FieldPolicy.SET, FieldPolicy.SET, FieldPolicy.LWW),
                Row.LIMIT, pick(random, FieldPolicy.MAX, FieldPolicy.MIN, FieldPolicy.LWW, FieldPolicy.PRIORITY));
    }

    boolean byField() {
        return !fields.isEmpty();
    }

    FieldPolicy of(String field) {
        FieldPolicy known = fields.get(field);
        if (known == null) {
            throw new IllegalArgumentException("no policy for " + field);
        }
        return known;
    }

    /** The resolver's rules. */
    MergeRules forResolver(PlantedBugs bugs) {
        Precedence precedence = new Precedence(prefer, policy == Policy.PRIORITY);
        MergePolicy record = new WholeRecord(
                policy.name().toLowerCase(Locale.ROOT),
                precedence,
                bugs.has(PlantedBug.DELETIONS_BY_TIME) ? Deletions.LWW : deletes);
        if (!byField() || bugs.has(PlantedBug.FIELDS_TAKEN_WHOLE)) {
            boolean tied = bugs.has(PlantedBug.NO_TIE_BREAK) && policy == Policy.LWW && deletes == Deletions.LWW;
            return new MergeRules(tied ? new FirstOfEqualsWins() : record, Optional.empty(), age);
        }
        Map<String, FieldPolicy> policies = new HashMap<>(fields);
        if (bugs.has(PlantedBug.SET_TAKEN_WHOLE)) {
            policies.replaceAll((field, any) -> any == FieldPolicy.SET ? FieldPolicy.LWW : any);
        }
        return new MergeRules(record, Optional.of(new FieldRules(policies, FieldPolicy.LWW, precedence)), age);
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
