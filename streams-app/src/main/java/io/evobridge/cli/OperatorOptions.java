package io.evobridge.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** Why an operator does something, and who it is, for the audit. */
final class OperatorOptions {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; stands in the audit.")
    private String reason = "";

    /** A body that says so. */
    ObjectNode body() {
        ObjectNode body = ApiClient.object().put("reason", reason);
        String user = System.getProperty("user.name", "");
        return user.isEmpty() ? body : body.put("by", user);
    }
}
