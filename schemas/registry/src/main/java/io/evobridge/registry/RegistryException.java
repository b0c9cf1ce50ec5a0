package io.evobridge.registry;

/** A failed call of the registry; unless a subclass says otherwise, trying again does not help. */
public class RegistryException extends RuntimeException {

    public RegistryException(String message) {
        super(message);
    }

    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
