package io.evobridge.registry;

/** The registry did not answer, or answered that it cannot at present: try the same again, after a pause. */
public class RegistryUnavailableException extends RegistryException {

    public RegistryUnavailableException(String message) {
        super(message);
    }

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
