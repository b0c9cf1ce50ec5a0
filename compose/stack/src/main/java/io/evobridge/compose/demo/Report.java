package io.evobridge.compose.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the demo shows at one moment.
 *
 * @param targets by target name: how soon the writes were visible there
 * @param points points that InfluxDB holds, or {@link #NOT_COUNTED}
 * @param resolved resolved records
 * @param conflicts conflicts found
 * @param quarantined records in quarantine
 * @param lag records that some consumer of the bridge has not read yet
 */
record Report(
        Map<String, Visibility.Snapshot> targets,
        long points,
        long resolved,
        long conflicts,
        long quarantined,
        long lag) {

    /** Value of {@link #points} that means: unknown. */
    static final long NOT_COUNTED = -1;

    /** The table, line by line, 72 columns wide. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-12s %9s %9s %9s %9s %9s %9s",
                "visible in",
                "written",
                "visible",
                "measured",
                "p50 ms",
                "p99 ms",
                "max ms"));
        targets.forEach((target, seen) -> lines.add(String.format(
                Locale.ROOT,
                "%-12s %9d %9d %9d %9.1f %9.1f %9.1f",
                target,
                seen.written(),
                seen.visible(),
                seen.measured(),
                seen.p50Millis(),
                seen.p99Millis(),
                seen.maxMillis())));
        lines.add(String.format(
                Locale.ROOT,
                "resolved records %d   conflicts %d   quarantined %d   lag %d%s",
                resolved,
                conflicts,
                quarantined,
                lag,
                points == NOT_COUNTED ? "" : "   InfluxDB points " + points));
        return lines;
    }

    /** Whether every write is visible everywhere, and InfluxDB holds one point for each. */
    boolean settled() {
        return targets.values().stream().allMatch(seen -> seen.complete() && seen.written() == points);
    }
}
