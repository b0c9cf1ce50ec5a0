package io.evobridge.resolver.core.merge;

import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.merge.field.FieldValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Concurrent versions that say different things, of which something gave way.
 *
 * @param policy word for what decided
 * @param winner the version that prevails
 * @param reason for a person: what prevailed and why, for each field that was disputed
 */
public record Dispute(String policy, Version winner, String reason) {

    private static final String BY_FIELD = "fields";

    /** The dispute that stands after a write, in the fields that it changed; empty where nothing gave way. */
    public static Optional<Dispute> of(KeyState state, Dot write, MergeRules rules, Records records) {
        Decision decision = rules.policy().decide(state.versions());
        if (rules.fields().isEmpty()) {
            return differ(state.versions(), records)
                    ? Optional.of(new Dispute(rules.policy().word(), decision.winner(), decision.reason()))
                    : Optional.empty();
        }
        SortedMap<String, String> contests =
                new TreeMap<>(state.fields().contests(write, rules.fields().get()));
        String reason = contests.entrySet().stream()
                .map(contest -> contest.getKey() + ": " + contest.getValue())
                .collect(Collectors.joining("; "));
        boolean present =
                state.versions().stream().anyMatch(version -> version.dot().equals(write));
        if (present && isDeletedAndChanged(state.versions())) {
            reason = reason.isEmpty() ? decision.reason() : decision.reason() + "; " + reason;
        }
        return reason.isEmpty() ? Optional.empty() : Optional.of(new Dispute(BY_FIELD, decision.winner(), reason));
    }

    private static boolean isDeletedAndChanged(List<Version> versions) {
        return versions.stream().map(Version::isDeletion).distinct().count() > 1;
    }

    /** A field that only one of them has is not disputed: the other's database does not know it. */
    private static boolean differ(List<Version> versions, Records records) {
        if (isDeletedAndChanged(versions)) {
            return true;
        }
        List<Image> images = versions.stream()
                .map(Version::image)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        if (images.size() < 2) {
            return false;
        }
        SortedMap<String, FieldValue> said = new TreeMap<>();
        return images.stream()
                .flatMap(image -> records.read(image).entrySet().stream())
                .anyMatch(field -> {
                    FieldValue before = said.putIfAbsent(field.getKey(), field.getValue());
                    return before != null && !before.equals(field.getValue());
                });
    }
}
