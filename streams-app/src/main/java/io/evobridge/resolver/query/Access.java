package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may ask: those with a token; where no token is configured, programs of the same machine. */
public final class Access {

    private static final String SCHEME = "Bearer ";
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<Role, String> tokens;

    /** Takes the token of each role; roles without one cannot be had, unless there is none at all. */
    public Access(Map<Role, String> tokens) {
        this.tokens = Map.copyOf(tokens);
    }

    /** Whether nobody needs a token, and only this machine is answered. */
    public boolean isOpen() {
        return tokens.isEmpty();
    }

    /**
     * Throws an {@link ApiProblem} for a client that may not.
     *
     * @param authorization the header of that name
     * @param client where the request comes from
     * @param host the header of that name: what the client calls us. A page of the web that has its own name resolve to
     *     this machine would be told by it.
     */
    void require(Role role, Optional<String> authorization, InetAddress client, String host) {
        if (isOpen()) {
            if (!client.isLoopbackAddress() || !OWN_NAMES.contains(host.replaceFirst(":\\d+$", ""))) {
                throw new ApiProblem(
                        403,
                        "forbidden",
                        "no token is configured, so only this machine is answered; set resolver.api.token.read and"
                                + " resolver.api.token.operate to open the API to others");
            }
            return;
        }
        Optional<Role> held = authorization
                .filter(header -> header.startsWith(SCHEME))
                .flatMap(header -> role(header.substring(SCHEME.length()).trim()));
        if (held.isEmpty()) {
            throw new ApiProblem(
                    401,
                    "unauthorized",
                    authorization.isEmpty()
                            ? "a token is needed: send it as 'Authorization: Bearer TOKEN'"
                            : "the token is not known; check resolver.api.token.read and resolver.api.token.operate");
        }
        if (held.get().compareTo(role) < 0) {
            throw new ApiProblem(403, "forbidden", "this needs the token of resolver.api.token.operate");
        }
    }

    /** Throws an {@link ApiProblem} for a page of the web that changes something through the browser of whoever visits it. */
    void requireSameOrigin(Optional<String> origin, String host) {
        if (isOpen()
                && origin.isPresent()
                && !origin.get().replaceFirst("^https?://", "").equals(host)) {
            throw new ApiProblem(403, "forbidden", "pages of " + origin.get() + " may not change anything here");
        }
    }

    /** The greatest role of a token. Takes the same time for every wrong one of a length. */
    private Optional<Role> role(String token) {
        Optional<Role> found = Optional.empty();
        for (Role role : Role.values()) {
            String known = tokens.get(role);
            if (known != null && MessageDigest.isEqual(known.getBytes(UTF_8), token.getBytes(UTF_8))) {
                found = Optional.of(role);
            }
        }
        return found;
    }
}
