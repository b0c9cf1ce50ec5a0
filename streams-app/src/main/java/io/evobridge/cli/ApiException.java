package io.evobridge.cli;

/** The query API did not give an answer; the message says why and what to do. */
final class ApiException extends RuntimeException {

    private final int exitCode;

    ApiException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** With which code the command ends. */
    int exitCode() {
        return exitCode;
    }
}
