package io.evobridge.bridge;

/** Kafka Connect refused a request; the message carries its sentence. */
public final class ConnectClusterException extends RuntimeException {

    ConnectClusterException(String message) {
        super(message);
    }

    ConnectClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
