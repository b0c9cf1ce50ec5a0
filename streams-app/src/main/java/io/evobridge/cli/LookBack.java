package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Option;

/** How much of a topic a list shows that is read backwards, and what stands below it. */
final class LookBack {

    private static final int WEEK_HOURS = 168;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--hours", paramLabel = "N", description = "How far back to look (default: ${DEFAULT-VALUE}).")
    private int hours;

    /** A week, unless the person says otherwise. */
    LookBack() {
        this(WEEK_HOURS);
    }

    LookBack(int defaultHours) {
        this.hours = defaultHours;
    }

    /** As a query of the API. */
    String query() {
        return "?limit=" + limit + "&hours=" + hours;
    }

    static void printEnd(JsonNode answer, Output output) {
        output.line("of the last " + answer.path("hours").asText() + " hours"
                + (answer.path("complete").asBoolean()
                        ? ""
                        : "; not all was read in time, so older ones may be missing: ask with a smaller --limit"));
    }
}
