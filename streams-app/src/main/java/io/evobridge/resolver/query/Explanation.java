package io.evobridge.resolver.query;

import io.evobridge.bridge.Merging;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.MergeRules;
import io.evobridge.resolver.core.merge.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Why the value of a key is what it is: what was written and what replaced it, what stands beside each other, which
 * policy decided, and what came out.
 *
 * @param policy word of the policy of whole records
 * @param fieldPolicies field → word of its own policy
 * @param steps in words, in the order in which one thinks
 * @param record the same as data
 */
record Explanation(String policy, Map<String, String> fieldPolicies, List<Step> steps, RecordAnswer record) {

    /**
     * One sentence.
     *
     * @param about write, replaced, version, concurrent, policy, field, outcome or node
     */
    record Step(String about, String says) {}

    /**
     * Explains a state.
     *
     * @param history newest first, as far as it is known
     */
    static Explanation of(
            CanonicalKey key,
            KeyState state,
            Merging merging,
            MergeRules rules,
            RecordAnswer record,
            List<ChangeAnswer> history) {
        List<Step> steps = new ArrayList<>();
        writes(state, history, steps);
        versions(state, steps);
        fields(state, rules, steps);
        outcome(key, record, rules, state, steps);
        nodes(record, steps);
        Map<String, String> policies = new TreeMap<>();
        merging.fields()
                .forEach((field, policy) -> policies.put(field, policy.name().toLowerCase(Locale.ROOT)));
        return new Explanation(rules.policy().word(), policies, steps, record);
    }

    /** What became of each write: it stands, or a version had seen it, or another write of its node came later. */
    private static void writes(KeyState state, List<ChangeAnswer> history, List<Step> steps) {
        for (int i = history.size() - 1; i >= 0; i--) {
            ChangeAnswer change = history.get(i);
            String what = change.node() + " " + verb(change.op()) + " it at " + change.committed() + " (hlc "
                    + change.hlc() + ")";
            boolean stands =
                    state.versions().stream().anyMatch(version -> version.dot().equals(change.dot()));
            if (stands) {
                steps.add(new Step("write", what + ". This version stands."));
                continue;
            }
            Optional<Version> later = state.versions().stream()
                    .filter(version -> version.context().covers(change.dot()))
                    .findFirst();
            steps.add(new Step(
                    "replaced",
                    what + ". Replaced: "
                            + later.map(version ->
                                            version.dot().node() + " had seen it when it wrote at hlc " + version.hlc())
                                    .orElse("a write that had seen it came later, and was itself replaced")
                            + "."));
        }
    }

    private static void versions(KeyState state, List<Step> steps) {
        for (Version version : state.versions()) {
            String seen = Positions.sentence(version.context());
            steps.add(new Step(
                    "version",
                    version.dot().node() + (version.isDeletion() ? "'s deletion" : "'s version") + " was written having"
                            + " seen " + seen + " of this key."));
        }
        List<Version> versions = state.versions();
        for (int i = 0; i < versions.size(); i++) {
            for (int j = i + 1; j < versions.size(); j++) {
                steps.add(new Step(
                        "concurrent",
                        versions.get(i).dot().node() + " and "
                                + versions.get(j).dot().node()
                                + " wrote concurrently: neither had seen the other's write."));
            }
        }
    }

    private static void fields(KeyState state, MergeRules rules, List<Step> steps) {
        rules.fields().ifPresent(fields -> {
            Map<String, String> contests = new TreeMap<>();
            state.versions().forEach(version -> contests.putAll(state.fields().contests(version.dot(), fields)));
            contests.forEach((field, says) -> steps.add(new Step("field", "Field " + field + ": " + says + ".")));
            if (contests.isEmpty() && state.versions().size() > 1) {
                steps.add(new Step("field", "Fields are merged one by one, and none of them is contested."));
            }
        });
    }

    private static void outcome(
            CanonicalKey key, RecordAnswer record, MergeRules rules, KeyState state, List<Step> steps) {
        steps.add(new Step(
                "policy",
                "Policy " + rules.policy().word() + " decides about the record: "
                        + rules.policy().decide(state.versions()).reason() + "."));
        steps.add(new Step(
                "outcome",
                record.deleted()
                        ? key + " is deleted, by " + record.origin() + "."
                        : key + " has the value that " + record.origin() + " wrote"
                                + (rules.fields().isPresent() ? ", merged with the others' by field." : ".")));
    }

    private static void nodes(RecordAnswer record, List<Step> steps) {
        record.nodes().forEach(node -> {
            switch (node.state()) {
                case "applied" -> steps.add(new Step("node", node.name() + " holds this state, as its own log shows."));
                case "pending" ->
                    steps.add(new Step(
                            "node",
                            node.name() + " does not show this state yet"
                                    + (node.refusals() > 0
                                            ? "; its sink left the row alone " + node.refusals() + " times in a row."
                                            : ".")));
                case "parked" ->
                    steps.add(new Step(
                            "node",
                            node.name() + " is not sent this key any more, until somebody writes it: its sink found a"
                                    + " row that nobody is known to have written, " + node.refusals() + " times."));
                default -> {
                    // Nothing is known of a node whose log is not read.
                }
            }
        });
    }

    private static String verb(String op) {
        return switch (op) {
            case "c" -> "created";
            case "d" -> "deleted";
            case "r" -> "was found to hold";
            default -> "changed";
        };
    }
}
