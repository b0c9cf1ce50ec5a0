package io.evobridge.resolver.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics of a plan that are not there, and checks the partitions of those that are. Safe to repeat. */
public final class TopicSetup {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final Admin admin;

    public TopicSetup(Admin admin) {
        this.admin = admin;
    }

    /** Throws {@link SetupException} for what a person has to mend. */
    public void ensure(TopicPlan plan) {
        Set<String> present = get(admin.listTopics().names(), "list topics");
        List<String> missing = new ArrayList<>(plan.configs().keySet());
        missing.removeAll(present);
        for (String topic : missing) {
            create(topic, plan);
        }
        List<String> toCheck = new ArrayList<>(plan.configs().keySet());
        toCheck.removeAll(missing);
        Map<String, TopicDescription> described =
                get(admin.describeTopics(toCheck).allTopicNames(), "describe topics");
        for (TopicDescription topic : described.values()) {
            int partitions = topic.partitions().size();
            if (partitions != plan.partitions()) {
                throw new SetupException("the topic " + topic.name() + " has " + partitions
                        + " partitions, but the bridge file says " + plan.partitions()
                        + ": a key would be in different partitions of different topics; correct the bridge file, or"
                        + " delete the topic if nothing in it is needed");
            }
        }
    }

    private void create(String topic, TopicPlan plan) {
        NewTopic wanted = new NewTopic(topic, plan.partitions(), (short) plan.replication());
        wanted.configs(plan.configs().get(topic));
        try {
            admin.createTopics(List.of(wanted)).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("created topic={} partitions={}", topic, plan.partitions());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw failed("create the topic " + topic, e);
            }
            // Another instance was faster.
        } catch (TimeoutException e) {
            throw failed("create the topic " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("create the topic " + topic, e);
        }
    }

    private static <T> T get(KafkaFuture<T> future, String what) {
        try {
            return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw failed(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(what, e);
        }
    }

    private static SetupException failed(String what, Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return new SetupException(
                "cannot " + what + ": " + cause + "; check that Kafka runs at bootstrap.servers and allows it", cause);
    }
}
