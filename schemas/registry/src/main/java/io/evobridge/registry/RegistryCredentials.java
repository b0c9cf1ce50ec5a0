package io.evobridge.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How a client names itself to the registry: the value of the Authorization header. A secret, so it is never printed.
 *
 * @param authorization scheme and value, as sent
 */
public record RegistryCredentials(String authorization) {

    public RegistryCredentials {
        if (authorization.isBlank() || authorization.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("credentials for the registry are one line of text, not blank");
        }
    }

    /** User name and password. */
    public static RegistryCredentials basic(String username, String password) {
        byte[] pair = (username + ':' + password).getBytes(StandardCharsets.UTF_8);
        return new RegistryCredentials("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** A bearer token. */
    public static RegistryCredentials bearer(String token) {
        return new RegistryCredentials("Bearer " + token);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
