package io.evobridge.bridge;

import io.evobridge.contract.Topics;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One deployment of Evobridge, as its bridge file describes it. {@link BridgeFile} reads and checks it.
 *
 * @param name prefix of every topic
 * @param partitions partitions of every topic, 1 to 1000
 * @param replication replication factor of every topic
 * @param kafka client settings, at least {@code bootstrap.servers}; passed on to every Kafka client
 * @param registry base address of the Apicurio registry
 * @param resolver settings of the resolver, see its reference page
 * @param nodes the databases
 * @param entities the canonical record types
 */
public record Bridge(
        String name,
        int partitions,
        int replication,
        Map<String, String> kafka,
        URI registry,
        Map<String, String> resolver,
        List<Node> nodes,
        List<Entity> entities) {

    /** Key of {@link #kafka()} that is always there. */
    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    /**
     * Name of the node that writes through the query API come from: every bridge has it, no database may be called so. Its
     * captured topic is its log.
     */
    public static final String API_NODE = "api";

    public Bridge {
        kafka = Map.copyOf(kafka);
        resolver = Map.copyOf(resolver);
        nodes = List.copyOf(nodes);
        entities = List.copyOf(entities);
    }

    public Topics topics() {
        return new Topics(name);
    }

    /** Consumer group of the resolver, which is its application id in Kafka Streams too. */
    public String resolverGroup() {
        return name + "-resolver";
    }

    /** Debezium's prefix for a node: the topic of its DDL, and the beginning of those that only Debezium uses. */
    String capturePrefix(Node node) {
        return name + "." + node.name();
    }

    /** Name of the replication slot and of the publication that a PostgreSQL node is captured through. */
    public String replicationName(Node node) {
        return WalSource.replicationName(this, node);
    }

    /** Addresses of the Kafka brokers, {@code host:port[,host:port…]}. */
    public String bootstrapServers() {
        String servers = kafka.get(BOOTSTRAP_SERVERS);
        if (servers == null) {
            throw new IllegalStateException("a bridge without " + BOOTSTRAP_SERVERS);
        }
        return servers;
    }

    /** Nodes whose log is captured, those with direction {@code both} among them. */
    public List<Node> sources() {
        return nodes.stream().filter(node -> node.direction().isCaptured()).toList();
    }

    /** Names of all nodes that have a captured topic: the sources, then the API. */
    public List<String> captured() {
        return Stream.concat(sources().stream().map(Node::name), Stream.of(API_NODE))
                .toList();
    }

    /** Nodes that merged state is written to, those with direction {@code both} among them. */
    public List<Node> sinks() {
        return nodes.stream().filter(node -> node.direction().isWritten()).toList();
    }

    /** Nodes that are sources and sinks at once. */
    public List<Node> writable() {
        return nodes.stream().filter(node -> node.direction() == Direction.BOTH).toList();
    }

    /** The entity of a name; empty where the bridge has none. */
    public Optional<Entity> entity(String entityName) {
        return entities.stream()
                .filter(entity -> entity.name().equals(entityName))
                .findFirst();
    }

    /** The entities that a node holds. */
    public Stream<Entity> entitiesOn(Node node) {
        return entities.stream().filter(entity -> entity.on(node).isPresent());
    }
}
