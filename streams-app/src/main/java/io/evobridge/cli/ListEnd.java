package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What stands below a list that was read backwards. */
final class ListEnd {

    private ListEnd() {}

    static void print(JsonNode answer, Output output) {
        output.line("of the last " + answer.path("hours").asText() + " hours"
                + (answer.path("complete").asBoolean()
                        ? ""
                        : "; not all was read in time, so older ones may be missing: ask with a smaller --limit"));
    }
}
