package io.evobridge.connect.flow;

import io.evobridge.connect.PluginVersion;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a source while too many of its changes are in flight, so that the database's own log is the queue. The last of a
 * source's transformations.
 *
 * @param <R> source record
 */
public final class LimitInFlight<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    /** What it does, for the documentation of a Connect worker. */
    public static final String OVERVIEW_DOC =
            "Holds a source while more of its changes are in flight than the bound allows: captured, and not committed by"
                    + " the resolver. The database's own log is the queue then. What cannot be sent within three seconds is"
                    + " tried again by Kafka Connect, which needs errors.retry.timeout=-1 for it.";

    /** The configuration's definition. */
    public static final ConfigDef CONFIG_DEF = InFlightConfig.definition();

    private static final Logger LOG = LoggerFactory.getLogger(LimitInFlight.class);

    private String topic = "";
    private @Nullable Lag lag;
    private @Nullable InFlight flow;
    private @Nullable ObjectName name;

    @Override
    public void configure(Map<String, ?> configs) {
        close();
        InFlightConfig config = new InFlightConfig(configs);
        topic = config.topic();
        Lag asked = new ResolverLag(config.kafka(), topic, config.group());
        InFlight counted = new InFlight(config.max(), asked);
        lag = asked;
        flow = counted;
        name = registered(counted, topic);
    }

    @Override
    public R apply(R record) {
        InFlight counted = flow;
        if (counted == null) {
            throw new IllegalStateException("configure comes before apply");
        }
        if (topic.equals(record.topic())) {
            counted.admit();
        }
        return record;
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }

    @Override
    public String version() {
        return PluginVersion.VALUE;
    }

    @Override
    public void close() {
        Lag asked = lag;
        if (asked != null) {
            asked.close();
        }
        ObjectName registered = name;
        if (registered != null) {
            unregister(registered);
        }
        lag = null;
        flow = null;
        name = null;
    }

    /** A restarted task replaces the one before it. Null where JMX has no place for it, which capture does not need. */
    private static @Nullable ObjectName registered(InFlight flow, String topic) {
        try {
            ObjectName name = new ObjectName("io.evobridge.source:type=flow,topic=" + ObjectName.quote(topic));
            unregister(name);
            ManagementFactory.getPlatformMBeanServer().registerMBean(flow, name);
            return name;
        } catch (JMException e) {
            LOG.warn("event=no_jmx topic={} reason={}", topic, e.toString());
            return null;
        }
    }

    private static void unregister(ObjectName name) {
        try {
            if (ManagementFactory.getPlatformMBeanServer().isRegistered(name)) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            }
        } catch (JMException e) {
            LOG.debug("event=no_jmx name={} reason={}", name, e.toString());
        }
    }
}
