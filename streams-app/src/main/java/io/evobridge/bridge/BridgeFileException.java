package io.evobridge.bridge;

/** A mistake in a bridge file: the message names file, line, key, value and the rule that it breaks. */
public final class BridgeFileException extends RuntimeException {

    BridgeFileException(String message) {
        super(message);
    }

    BridgeFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
