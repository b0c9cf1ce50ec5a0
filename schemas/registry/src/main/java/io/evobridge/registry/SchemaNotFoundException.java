package io.evobridge.registry;

/** The registry answered that it has no such content or artifact. */
public class SchemaNotFoundException extends RegistryException {

    public SchemaNotFoundException(String message) {
        super(message);
    }
}
