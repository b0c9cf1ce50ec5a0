package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** On what condition something is written, and which request it is. */
final class WriteOptions {

    @Option(
            names = "--if-match",
            paramLabel = "ETAG",
            description =
                    "Only if the record is still what an answer with this ETag showed; its siblings are replaced.")
    private @Nullable String ifMatch;

    @Option(
            names = "--idempotency-key",
            paramLabel = "TEXT",
            description = "Names the request: sent again with the same, it writes nothing (default: a new one).")
    private @Nullable String idempotencyKey;

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (ifMatch != null) {
            headers.put("If-Match", quoted(ifMatch));
        }
        if (idempotencyKey != null) {
            headers.put(ApiClient.IDEMPOTENCY_KEY, idempotencyKey);
        }
        return headers;
    }

    /** A shell takes the quotes away that belong to an entity tag. */
    static String quoted(String etag) {
        return etag.startsWith("\"") ? etag : '"' + etag + '"';
    }

    static void print(JsonNode answer, Output output) {
        output.line((answer.path("resolved").asBoolean() ? "written" : "accepted, not resolved yet")
                + (answer.path("repeated").asBoolean() ? ", by an earlier request with this key" : "") + "  position "
                + answer.path("position").asText() + "  token "
                + answer.path("token").asText());
        if (!answer.path("record").isMissingNode()) {
            output.line("");
            GetCommand.print(answer.path("record"), output);
        }
    }
}
