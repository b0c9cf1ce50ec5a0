package io.evobridge.bridge;

import io.evobridge.registry.ApicurioRegistry;
import io.evobridge.registry.RegistryException;
import io.evobridge.registry.RegistrySettings;
import io.evobridge.registry.SchemaNotFoundException;
import java.util.Optional;

/** Whether a bridge's schema registry answers. While it does not, connectors wait for it without end and say nothing. */
final class RegistryCheck {

    /** Content ids begin with 1. */
    private static final int NO_CONTENT_ID = 0;

    private RegistryCheck() {}

    /** A sentence; empty where it answers. */
    static Optional<String> problem(Bridge bridge) {
        try {
            new ApicurioRegistry(RegistrySettings.of(bridge.registry().toString())).schema(NO_CONTENT_ID);
            return Optional.empty();
        } catch (SchemaNotFoundException e) {
            return Optional.empty();
        } catch (RegistryException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
