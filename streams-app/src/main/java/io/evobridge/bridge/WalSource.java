package io.evobridge.bridge;

import java.time.Duration;
import java.util.Map;

/** What Debezium needs to read the write-ahead log of PostgreSQL. */
final class WalSource {

    /** Longest name in PostgreSQL. */
    private static final int MAX_NAME_LENGTH = 63;

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final String HEARTBEAT_MESSAGE = "evobridge-heartbeat";

    private WalSource() {}

    static void add(Bridge bridge, Node node, Map<String, String> config) {
        config.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        config.put("database.dbname", node.database().orElseThrow());
        config.put("plugin.name", "pgoutput");
        config.put("slot.name", replicationName(bridge, node));
        config.put("publication.name", replicationName(bridge, node));
        config.put("publication.autocreate.mode", "filtered");
        config.put("interval.handling.mode", "string");
        config.put("hstore.handling.mode", "json");
        heartbeat(bridge, config);
    }

    /**
     * While the captured tables are quiet and others are not, the slot would hold back the whole log since their last
     * change. So something of our own is in the log now and then, which needs no table and no privilege.
     */
    private static void heartbeat(Bridge bridge, Map<String, String> config) {
        config.put("heartbeat.interval.ms", Long.toString(HEARTBEAT.toMillis()));
        config.put("heartbeat.action.query", "SELECT pg_logical_emit_message(false, '" + HEARTBEAT_MESSAGE + "', '')");
        config.put("message.prefix.exclude.list", HEARTBEAT_MESSAGE);
        config.put("topic.heartbeat.prefix", heartbeatPrefix(bridge));
    }

    /** Topic that Debezium names after its prefixes. */
    static String heartbeatTopic(Bridge bridge, Node node) {
        return heartbeatPrefix(bridge) + "." + bridge.capturePrefix(node);
    }

    private static String heartbeatPrefix(Bridge bridge) {
        return bridge.name() + ".heartbeat";
    }

    /**
     * Name of the node's replication slot and of its publication: the same at every start, and another one for every
     * other node of every bridge, though PostgreSQL allows fewer and shorter names than a bridge file.
     */
    static String replicationName(Bridge bridge, Node node) {
        String plain = "evobridge_" + bridge.name() + "_" + node.name();
        if (plain.length() <= MAX_NAME_LENGTH && plain.indexOf('-') < 0) {
            return plain;
        }
        String digest = String.format("_%08x", (bridge.name() + "/" + node.name()).hashCode());
        String readable = plain.replace('-', '_');
        return readable.substring(0, Math.min(readable.length(), MAX_NAME_LENGTH - digest.length())) + digest;
    }
}
