package io.evobridge.resolver.app;

/** The resolver cannot start; the message says what a person has to mend. */
public final class SetupException extends RuntimeException {

    SetupException(String message) {
        super(message);
    }

    SetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
