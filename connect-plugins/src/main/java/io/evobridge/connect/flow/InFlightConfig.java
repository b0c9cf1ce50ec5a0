package io.evobridge.connect.flow;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** Configuration of {@link LimitInFlight}. */
final class InFlightConfig extends AbstractConfig {

    private static final String TOPIC = "topic";
    private static final String TOPIC_DOC = "The captured topic of the node; records of other topics pass.";
    private static final String GROUP = "group";
    private static final String GROUP_DOC = "Consumer group of the resolver: what it has not committed is in flight.";
    private static final String MAX = "max";
    private static final String MAX_DOC =
            "Changes in flight at which capture waits until half of them are left. The database's own log keeps the rest.";
    private static final String KAFKA = "kafka.";
    private static final String SERVERS = KAFKA + "bootstrap.servers";
    private static final String SERVERS_DOC =
            "Where to ask how far the resolver is. Every other key that begins with kafka. is a setting of that client too.";

    InFlightConfig(Map<?, ?> originals) {
        super(definition(), originals);
    }

    static ConfigDef definition() {
        return new ConfigDef()
                .define(TOPIC, ConfigDef.Type.STRING, ConfigDef.NO_DEFAULT_VALUE, Importance.HIGH, TOPIC_DOC)
                .define(GROUP, ConfigDef.Type.STRING, ConfigDef.NO_DEFAULT_VALUE, Importance.HIGH, GROUP_DOC)
                .define(MAX, ConfigDef.Type.INT, 10_000, Range.between(100, 10_000_000), Importance.MEDIUM, MAX_DOC)
                .define(SERVERS, ConfigDef.Type.STRING, ConfigDef.NO_DEFAULT_VALUE, Importance.HIGH, SERVERS_DOC);
    }

    String topic() {
        return getString(TOPIC);
    }

    String group() {
        return getString(GROUP);
    }

    int max() {
        return getInt(MAX);
    }

    /** Settings of the client, without their prefix. */
    Map<String, Object> kafka() {
        return originalsWithPrefix(KAFKA);
    }
}
