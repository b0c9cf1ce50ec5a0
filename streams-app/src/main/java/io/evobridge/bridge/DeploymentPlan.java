package io.evobridge.bridge;

import io.evobridge.bridge.check.BridgeCheck;
import io.evobridge.bridge.types.TypeLine;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What applying a bridge would change.
 *
 * @param changes what would be made or changed, in the order of {@link BridgeDeployment}
 * @param problems what must be mended before, each a sentence
 * @param types what becomes of every field in every database that is written; empty where the databases are not asked
 */
public record DeploymentPlan(List<Change> changes, List<String> problems, List<TypeLine> types) {

    public DeploymentPlan {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
        types = List.copyOf(types);
    }

    /**
     * One thing that would be made or changed, or that is left alone.
     *
     * @param action what would happen to it
     * @param what such as {@code topic shop.changes}
     * @param details a line for each difference
     */
    public record Change(Action action, String what, List<String> details) {}

    /** What happens to a thing. */
    public enum Action {
        CREATE("+"),
        CHANGE("~"),
        /** Belongs to the bridge by its name, but the file does not know it; it stays. */
        KEEP("?");

        private final String sign;

        Action(String sign) {
            this.sign = sign;
        }

        /** One character, for a list. */
        public String sign() {
            return sign;
        }
    }

    /**
     * Asks databases, the registry, Kafka and Kafka Connect, and changes nothing. One that does not answer is a problem
     * like others.
     *
     * @param databases whether to ask the databases
     * @param environment where references to variables are looked up
     */
    public static DeploymentPlan of(
            Bridge bridge, ConnectCluster cluster, boolean databases, Map<String, String> environment) {
        List<Change> changes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<TypeLine> types = List.of();
        if (databases) {
            BridgeCheck check = BridgeCheck.look(bridge, environment);
            check.notes().forEach(note -> changes.add(new Change(Action.CHANGE, note, List.of())));
            problems.addAll(check.problems());
            types = check.types();
        }
        RegistryCheck.problem(bridge).ifPresent(problems::add);
        topics(bridge, changes, problems);
        try {
            connectors(bridge, cluster, changes);
        } catch (UncheckedIOException | ConnectClusterException e) {
            problems.add(Objects.requireNonNull(e.getMessage()));
        }
        return new DeploymentPlan(changes, problems, types);
    }

    private static void topics(Bridge bridge, Collection<Change> changes, Collection<String> problems) {
        try (TopicSetup setup = TopicSetup.of(bridge)) {
            setup.requireAnswer();
            for (BridgeTopic topic : setup.missing(BridgeTopics.of(bridge))) {
                String shape =
                        topic.partitions() + " partitions, " + topic.cleanup().word();
                changes.add(new Change(Action.CREATE, "topic " + topic.name(), List.of(shape)));
            }
        } catch (TopicSetupException e) {
            problems.add(Objects.requireNonNull(e.getMessage()));
        }
    }

    private static void connectors(Bridge bridge, ConnectCluster cluster, Collection<Change> changes) {
        Set<String> others = new TreeSet<>(cluster.names());
        for (Connector connector : Connectors.of(bridge)) {
            others.remove(connector.name());
            Optional<Map<String, String>> now = cluster.config(connector.name());
            if (now.isEmpty()) {
                changes.add(new Change(Action.CREATE, "connector " + connector.name(), List.of()));
                continue;
            }
            List<String> differences = differences(now.get(), connector);
            if (!differences.isEmpty()) {
                changes.add(new Change(Action.CHANGE, "connector " + connector.name(), differences));
            }
        }
        others.stream()
                .filter(name -> name.startsWith(bridge.name() + "-"))
                .forEach(name -> changes.add(new Change(
                        Action.KEEP,
                        "connector " + name,
                        List.of("not in the bridge file; apply leaves it as it is"))));
    }

    /** What another file has put in for a secret may be no reference, so it is not told. */
    private static List<String> differences(Map<String, String> now, Connector wanted) {
        Set<String> keys = new TreeSet<>(now.keySet());
        keys.addAll(wanted.config().keySet());
        keys.remove("name");
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            String before = now.get(key);
            String after = wanted.config().get(key);
            if (before == null) {
                differences.add(key + " is added");
            } else if (after == null) {
                differences.add(key + " is removed");
            } else if (!before.equals(after)) {
                differences.add(isSecret(key) ? key + " changes" : key + ": " + before + " -> " + after);
            }
        }
        return differences;
    }

    private static boolean isSecret(String key) {
        return key.contains("password") || key.contains("token") || key.contains("secret");
    }
}
