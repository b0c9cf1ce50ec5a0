package io.evobridge.resolver.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Who does something, and why: the body of a request that an operator sends.
 *
 * @param by as the client says; the role where it says nothing
 * @param reason empty for none
 */
record Operator(String by, String reason) {

    private static final int MAX_LENGTH = 1_000;

    /** Reads a body; it may have the given further members and no others. */
    static Operator of(JsonNode body, List<String> others) {
        if (!body.isObject()) {
            throw ApiProblem.wrong("bad-body", "the body must be a JSON object; {} will do");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("by") && !name.equals("reason") && !others.contains(name)) {
                throw ApiProblem.wrong(
                        "bad-body",
                        "the body has no member '" + name + "'; it has by, reason"
                                + (others.isEmpty() ? "" : ", " + String.join(", ", others)));
            }
        });
        return new Operator(text(body, "by", "operate"), text(body, "reason", ""));
    }

    private static String text(JsonNode body, String name, String otherwise) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isTextual() || value.textValue().length() > MAX_LENGTH) {
            throw ApiProblem.wrong("bad-body", name + " must be text of at most " + MAX_LENGTH + " characters");
        }
        return value.textValue();
    }
}
