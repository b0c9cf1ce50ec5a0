package io.evobridge.resolver.wire;

/** A captured record that cannot be understood or accepted: it goes to quarantine. The message says why and what to do. */
public final class PoisonException extends RuntimeException {

    public PoisonException(String message) {
        super(message);
    }

    public PoisonException(String message, Throwable cause) {
        super(message, cause);
    }
}
