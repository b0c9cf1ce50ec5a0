package io.evobridge.contract;

/**
 * Names of a bridge's topics. All have the same number of partitions, and a key is in the same partition of each.
 *
 * @param bridge name of the bridge, the prefix of every topic
 */
public record Topics(String bridge) {

    public Topics {
        if (!bridge.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "a bridge name is a lower-case letter, then up to 39 of a-z, 0-9 and -, not '" + bridge + "'");
        }
    }

    /** Change events and markers of one database. */
    public String captured(String node) {
        return bridge + ".captured." + node;
    }

    /** Stamped changes of all databases. */
    public String changes() {
        return bridge + ".changes";
    }

    /** The merged state of one entity; compacted. */
    public String resolved(String entity) {
        return bridge + ".resolved." + entity;
    }

    /** Concurrent versions and what was decided. */
    public String conflicts() {
        return bridge + ".conflicts";
    }

    /** What could not be understood, unchanged. */
    public String quarantine() {
        return bridge + ".quarantine";
    }

    /** What operators did: small JSON values. */
    public String audit() {
        return bridge + ".audit";
    }

    /** Records that a sink's target refused, as Kafka Connect writes them. */
    public String deadLetters(String sinkNode) {
        return bridge + ".dead-letters." + sinkNode;
    }
}
