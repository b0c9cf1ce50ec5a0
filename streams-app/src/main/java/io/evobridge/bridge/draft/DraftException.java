package io.evobridge.bridge.draft;

/** Says why there is no first bridge file. */
public final class DraftException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DraftException(String message) {
        super(message);
    }

    DraftException(String message, Throwable cause) {
        super(message, cause);
    }
}
