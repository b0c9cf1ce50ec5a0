package io.evobridge.sink.influxdb;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer of the server to a write.
 *
 * @param verdict what it means for the points
 * @param sentence status and the server's own words, without row contents
 * @param retryAfter pause that the server asked for
 */
record Answer(Verdict verdict, String sentence, Optional<Duration> retryAfter) {

    private static final List<String> FULL = List.of("no space left on device", "disk quota exceeded");

    /** Troubles of the server's machine that come as "partial write" with status 400. */
    private static final List<String> FAILING = List.of(
            "input/output error", "too many open files", "cannot allocate memory", "engine is closed", "timeout");

    /** Troubles that no wait mends, and that every point meets: status 400 or 500 in InfluxDB 1.x. */
    private static final List<String> MISCONFIGURED = List.of(
            "retention policy not found",
            "database is required",
            "read-only file system",
            "max-series-per-database limit exceeded",
            "max-values-per-tag limit exceeded");

    /** Sorts a response by status and, where the status says too little, by the server's words. */
    static Answer of(int status, String words, Optional<Duration> retryAfter) {
        String sentence = words.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + words;
        return new Answer(verdict(status, words.toLowerCase(Locale.ROOT)), sentence, retryAfter);
    }

    /** No answer: the connection broke or the time was over. */
    static Answer none(String sentence) {
        return new Answer(Verdict.AWAY, sentence, Optional.empty());
    }

    private static Verdict verdict(int status, String words) {
        if (status >= 200 && status < 300) {
            return Verdict.WRITTEN;
        } else if (names(words, FULL)) {
            // Before the status: InfluxDB 1.x reports a full disk under new series as 400, "partial write".
            return Verdict.DISK_FULL;
        } else if (status >= 400 && names(words, FAILING)) {
            return Verdict.AWAY;
        } else if (names(words, MISCONFIGURED)) {
            return Verdict.REFUSED;
        }
        return switch (status) {
            case 400, 422 -> Verdict.BAD_POINT;
            case 404 -> words.contains("database not found") ? Verdict.NO_DATABASE : Verdict.REFUSED;
            case 408, 425, 429 -> Verdict.AWAY;
            case 413 -> Verdict.TOO_LARGE;
            default -> status >= 500 ? Verdict.AWAY : Verdict.REFUSED;
        };
    }

    private static boolean names(String words, List<String> troubles) {
        return troubles.stream().anyMatch(words::contains);
    }
}
