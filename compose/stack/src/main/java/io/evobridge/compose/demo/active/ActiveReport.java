package io.evobridge.compose.demo.active;

import io.evobridge.compose.ConflictRecord;
import io.evobridge.compose.EchoAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** What the active-active demo shows: a line for each side, and what the bridge did. */
final class ActiveReport {

    private static final int SHOWN_CONFLICTS = 3;

    private final List<String> lines = new ArrayList<>();

    ActiveReport() {
        lines.add(String.format(Locale.ROOT, "%-24s %9s %9s", "written at", "writes", "customers"));
    }

    ActiveReport side(String title, long writes, long customers) {
        lines.add(String.format(Locale.ROOT, "%-24s %9d %9d", title, writes, customers));
        return this;
    }

    ActiveReport bridge(long differing, long resolved, long conflicts, long lag) {
        lines.add(String.format(
                Locale.ROOT,
                "rows that differ now %d   resolved records %d   conflicts %d   lag %d",
                differing,
                resolved,
                conflicts,
                lag));
        return this;
    }

    ActiveReport audit(EchoAudit audit) {
        lines.add(String.format(
                Locale.ROOT,
                "echoes captured %d, taken for writes %d   rows written by sinks %d, refused %d",
                audit.echoes(),
                audit.takenForWrites(),
                audit.applied(),
                audit.refused()));
        return this;
    }

    /** The last few, each with what won and what lost. */
    ActiveReport conflicts(List<ConflictRecord> conflicts) {
        int from = Math.max(0, conflicts.size() - SHOWN_CONFLICTS);
        for (ConflictRecord conflict : conflicts.subList(from, conflicts.size())) {
            lines.add("conflict on " + conflict.key() + ": " + conflict.reason());
            for (ConflictRecord.Version version : conflict.versions()) {
                SortedMap<String, String> row = version.row();
                lines.add(String.format(
                        Locale.ROOT,
                        "  %s  %s from %s",
                        version.won() ? "won " : "lost",
                        row == null ? "the deletion" : row.toString(),
                        version.node()));
            }
        }
        return this;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
