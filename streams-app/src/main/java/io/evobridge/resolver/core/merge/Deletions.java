package io.evobridge.resolver.core.merge;

import java.util.Comparator;
import java.util.List;

/** What becomes of a record that is deleted and changed concurrently. */
public enum Deletions {
    /** The last write decides whether the record is there. */
    LWW,
    /** The record is gone. */
    DELETE_WINS,
    /** The record is there. */
    UPDATE_WINS;

    /** The versions that may prevail: all of them deletions, or none of them. */
    List<Version> admit(List<Version> versions, Comparator<Version> byTime) {
        boolean mixed = versions.stream().map(Version::isDeletion).distinct().count() > 1;
        if (!mixed) {
            return versions;
        }
        boolean deleted = switch (this) {
            case LWW -> versions.stream().max(byTime).orElseThrow().isDeletion();
            case DELETE_WINS -> true;
            case UPDATE_WINS -> false;
        };
        return versions.stream()
                .filter(version -> version.isDeletion() == deleted)
                .toList();
    }

    String sentence(boolean deleted) {
        return switch (this) {
            case LWW -> deleted ? "deleted last" : "changed last, after the deletion";
            case DELETE_WINS -> "deleted, and deletions prevail";
            case UPDATE_WINS -> "deleted and changed at once, and changes prevail";
        };
    }
}
