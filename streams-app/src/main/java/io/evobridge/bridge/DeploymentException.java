package io.evobridge.bridge;

/** A bridge could not be put to work; the message says what stands in the way. */
public final class DeploymentException extends RuntimeException {

    public DeploymentException(String message) {
        super(message);
    }

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
