package io.evobridge.bridge;

import java.util.Map;
import java.util.TreeMap;

/**
 * A connector as Kafka Connect takes it. Holds references to secrets, never secrets.
 *
 * @param name unique in the Connect cluster
 * @param config its whole configuration, sorted by key so that two equal ones read equal
 */
public record Connector(String name, Map<String, String> config) {

    public Connector {
        config = java.util.Collections.unmodifiableMap(new TreeMap<>(config));
    }
}
