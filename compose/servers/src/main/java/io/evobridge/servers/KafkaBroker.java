package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A Kafka cluster of one node, broker and KRaft controller in one process. It makes no topic by itself, because a topic
 * that appears with a partition count of its own breaks co-partitioning.
 */
public final class KafkaBroker extends RunningServer {

    private static final int HEAP_MEGABYTES = 384;

    private final Map<String, String> overrides;

    private KafkaBroker(Path home, Map<String, String> overrides) {
        super("kafka", home, 2);
        this.overrides = Map.copyOf(overrides);
    }

    public static KafkaBroker start(Path home) {
        return start(home, Map.of());
    }

    /**
     * Starts one, on the data that {@code home} holds.
     *
     * @param overrides broker properties that win over ours
     */
    public static KafkaBroker start(Path home, Map<String, String> overrides) {
        return started(new KafkaBroker(home, overrides));
    }

    public String bootstrapServers() {
        return address();
    }

    /** An admin client; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** Makes topics and waits until they are there. */
    public void createTopics(int partitionCount, Map<String, String> topicConfig, String... names) {
        try (var admin = admin()) {
            var topics = List.of(names).stream()
                    .map(name -> new NewTopic(name, partitionCount, (short) 1).configs(topicConfig))
                    .toList();
            admin.createTopics(topics).all().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topics " + List.of(names), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot make topics " + List.of(names), e);
        }
    }

    @Override
    void prepare() throws IOException {
        KafkaTemplate.of(ComponentCache.user()).copyTo(dataFolder());
    }

    @Override
    Program program() throws IOException {
        var properties = home().resolve("server.properties");
        PropertyFile.write(properties, properties());
        return KafkaLibraries.main("kafka.Kafka", HEAP_MEGABYTES, List.of(), home(), properties.toString());
    }

    private Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        properties.putAll(KafkaTemplate.identity(dataFolder()));
        properties.put("listeners", "PLAINTEXT://" + address() + ",CONTROLLER://" + host() + ":" + port(1));
        properties.put("advertised.listeners", "PLAINTEXT://" + address());
        properties.put("controller.quorum.voters", KafkaTemplate.NODE_ID + "@" + host() + ":" + port(1));
        properties.put("auto.create.topics.enable", "false");
        // One node: every internal topic has one replica, few partitions, and groups form at once.
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "5");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "5");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "1000");
        // After a crash the broker may register again only when its former session has ended.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        // The default takes half of a small heap.
        properties.put("log.cleaner.dedupe.buffer.size", "16777216");
        properties.putAll(overrides);
        return properties;
    }

    @Override
    void probe() throws Exception {
        TcpProbe.connect(host(), port());
        try (var admin = admin()) {
            if (admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).isEmpty()) {
                throw new IOException("no broker has registered yet");
            }
        }
    }
}
