package io.evobridge.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates a bridge's topics where they are absent, and checks those that are there. Repeating it changes nothing. */
public final class TopicSetup implements AutoCloseable {

    private static final long TIMEOUT_MILLIS = 60_000;
    private static final int ANSWER_MILLIS = 20_000;

    private static final long UNKNOWN_TOPIC_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String CLIENT_ID = "evobridge-topic-setup";

    private final Admin admin;
    private final int replication;

    /** Uses an admin client, which it closes. */
    TopicSetup(Admin admin, int replication) {
        this.admin = admin;
        this.replication = replication;
    }

    /** Connects to the bridge's Kafka with the bridge's client settings. */
    public static TopicSetup of(Bridge bridge) {
        Map<String, Object> config = new HashMap<>(bridge.kafka());
        config.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        try {
            return new TopicSetup(Admin.create(config), bridge.replication());
        } catch (KafkaException e) {
            throw failure(
                    "take the settings of the bridge file's block 'kafka'", e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Asks for an answer of Kafka, so that somebody who waits for it learns soon that there will be none.
     *
     * @throws TopicSetupException Kafka does not answer within twenty seconds
     */
    void requireAnswer() {
        DescribeClusterOptions soon = new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS);
        answer("answer", admin.describeCluster(soon).nodes());
    }

    /**
     * Makes sure that the topics are there as they must be.
     *
     * @return names of those that were created now
     * @throws TopicSetupException Kafka does not answer or refuses, or a topic is there with another shape
     */
    public List<String> ensure(Collection<BridgeTopic> topics) {
        Map<String, NewTopic> wanted = new HashMap<>();
        for (BridgeTopic topic : topics) {
            Map<String, String> config = new HashMap<>(topic.settings());
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().word());
            wanted.put(
                    topic.name(), new NewTopic(topic.name(), topic.partitions(), (short) replication).configs(config));
        }
        List<String> created = new ArrayList<>();
        List<BridgeTopic> present = new ArrayList<>();
        Map<String, KafkaFuture<Void>> answers =
                admin.createTopics(wanted.values()).values();
        for (BridgeTopic topic : topics) {
            if (wasCreated(topic, answered(answers, topic.name()))) {
                created.add(topic.name());
            } else {
                present.add(topic);
            }
        }
        check(present);
        awaitLeaders(topics);
        return created;
    }

    /**
     * Waits until every partition is served. A broker knows of a partition a moment before it serves it; a producer that
     * has several requests under way in this moment can lose the first for good (decision 0019).
     */
    private void awaitLeaders(Collection<BridgeTopic> topics) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (BridgeTopic topic : topics) {
            for (int i = 0; i < topic.partitions(); i++) {
                ends.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
            }
        }
        described(() -> admin.listOffsets(ends).all());
    }

    /**
     * Checks the topics that are there and changes nothing.
     *
     * @return those that {@link #ensure} would create
     * @throws TopicSetupException Kafka does not answer, or a topic is there with another shape
     */
    List<BridgeTopic> missing(Collection<BridgeTopic> topics) {
        Set<String> names = answer("list topics", admin.listTopics().names());
        check(topics.stream().filter(topic -> names.contains(topic.name())).toList());
        return topics.stream().filter(topic -> !names.contains(topic.name())).toList();
    }

    private static boolean wasCreated(BridgeTopic topic, KafkaFuture<Void> answer) {
        try {
            answer("create topic " + topic.name(), answer);
            return true;
        } catch (TopicSetupException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private void check(List<BridgeTopic> present) {
        if (present.isEmpty()) {
            return;
        }
        List<String> names = present.stream().map(BridgeTopic::name).toList();
        Map<String, TopicDescription> descriptions =
                described(() -> admin.describeTopics(names).allTopicNames());
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> configs =
                described(() -> admin.describeConfigs(resources).all());
        for (int i = 0; i < present.size(); i++) {
            BridgeTopic topic = present.get(i);
            checkPartitions(
                    topic, answered(descriptions, topic.name()).partitions().size());
            ConfigEntry policy = answered(configs, resources.get(i)).get(TopicConfig.CLEANUP_POLICY_CONFIG);
            checkCleanup(topic, policy.value());
        }
    }

    private static void checkPartitions(BridgeTopic topic, int partitions) {
        if (partitions != topic.partitions()) {
            throw new TopicSetupException("topic " + topic.name() + " has " + partitions
                    + " partitions, but the bridge file says " + topic.partitions() + "; set 'partitions: "
                    + partitions + "' if all topics of the bridge have as many,"
                    + " or stop the bridge and delete the topic");
        }
    }

    private static void checkCleanup(BridgeTopic topic, String policy) {
        if (!policy.equals(topic.cleanup().word())) {
            throw new TopicSetupException("topic " + topic.name() + " has " + TopicConfig.CLEANUP_POLICY_CONFIG + "="
                    + policy + ", but the bridge needs " + topic.cleanup().word()
                    + "; change it with kafka-configs.sh --alter --entity-type topics --entity-name " + topic.name());
        }
    }

    private static <K, V> V answered(Map<K, V> answers, K asked) {
        V answer = answers.get(asked);
        if (answer == null) {
            throw new IllegalStateException("Kafka's admin client left out its answer for " + asked);
        }
        return answer;
    }

    /** Asks again while a broker has not heard yet of a topic that another one has just created. */
    private static <T> T described(Supplier<KafkaFuture<T>> question) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
        while (true) {
            try {
                return answer("describe topics", question.get());
            } catch (TopicSetupException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(UNKNOWN_TOPIC_PAUSE_NANOS);
            }
        }
    }

    private static <T> T answer(String what, KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(what, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw failure(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(what, e);
        }
    }

    private static TopicSetupException failure(String what, Throwable cause) {
        return new TopicSetupException(
                "Kafka did not " + what + ": " + (cause.getMessage() == null ? "no answer in time" : cause.getMessage())
                        + "; check kafka.bootstrap.servers in the bridge file and that the brokers are up",
                cause);
    }

    @Override
    public void close() {
        admin.close();
    }
}
