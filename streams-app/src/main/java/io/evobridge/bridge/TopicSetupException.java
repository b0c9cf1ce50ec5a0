package io.evobridge.bridge;

/** A bridge's topics are not as they must be; the message says what to do. */
public final class TopicSetupException extends RuntimeException {

    TopicSetupException(String message) {
        super(message);
    }

    TopicSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
