package io.evobridge.bridge.draft;

import io.evobridge.bridge.Address;
import io.evobridge.bridge.Direction;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeType;
import io.evobridge.bridge.SecretReference;
import io.evobridge.bridge.StalenessBound;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A node in one word: {@code name=type://user@host:port/database}. */
public final class NodeAddress {

    private static final String FORM = "name=type://user@host:port/database";

    private NodeAddress() {}

    /**
     * Reads one. An account's password is looked for in the variable {@code <NAME>_PASSWORD}. A database with SQL is
     * captured and written, any other is written.
     *
     * @throws IllegalArgumentException states the rule that the text breaks; never repeats a password
     */
    public static Node parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("must be " + FORM);
        }
        String name = text.substring(0, equals);
        URI uri = uri(text.substring(equals + 1));
        NodeType type = type(uri.getScheme());
        Optional<String> user = Optional.ofNullable(uri.getUserInfo());
        String variable = name.toUpperCase(Locale.ROOT).replace('-', '_') + "_PASSWORD";
        if (user.isPresent() && user.get().contains(":")) {
            throw new IllegalArgumentException("of node " + name + " must not hold a password, which others on this"
                    + " machine could read: leave it out and set the variable " + variable);
        }
        Optional<String> database =
                Optional.of(uri.getPath().replaceFirst("^/", "")).filter(path -> !path.isEmpty());
        if (database.isEmpty() && type != NodeType.REDIS) {
            throw new IllegalArgumentException("of node " + name + " must end in the name of a database: " + FORM);
        }
        return new Node(
                name,
                type,
                type.isSql() ? Direction.BOTH : Direction.SINK,
                new Address(uri.getHost(), uri.getPort() < 0 ? type.defaultPort() : uri.getPort()),
                database,
                user,
                user.map(any -> new SecretReference("${env:" + variable + "}")),
                Map.of(),
                StalenessBound.NONE,
                Node.DEFAULT_MAX_IN_FLIGHT);
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && uri.getScheme() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Its message would repeat the text, which may hold a password.
        }
        throw new IllegalArgumentException("must be " + FORM);
    }

    private static NodeType type(String word) {
        return Arrays.stream(NodeType.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has the type " + word + ", which is none of "
                        + Arrays.stream(NodeType.values()).map(NodeType::word).collect(Collectors.joining(", "))));
    }
}
