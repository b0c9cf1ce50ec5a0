package io.evobridge.bridge;

import io.evobridge.contract.Topics;
import java.net.URI;
import java.util.List;
import java.util.Map;
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

    public Bridge {
        kafka = Map.copyOf(kafka);
        resolver = Map.copyOf(resolver);
        nodes = List.copyOf(nodes);
        entities = List.copyOf(entities);
    }

    public Topics topics() {
        return new Topics(name);
    }

    /** Addresses of the Kafka brokers, {@code host:port[,host:port…]}. */
    public String bootstrapServers() {
        String servers = kafka.get(BOOTSTRAP_SERVERS);
        if (servers == null) {
            throw new IllegalStateException("a bridge without " + BOOTSTRAP_SERVERS);
        }
        return servers;
    }

    public List<Node> nodes(Direction direction) {
        return nodes.stream().filter(node -> node.direction() == direction).toList();
    }

    /** The entities that a node holds. */
    public Stream<Entity> entitiesOn(Node node) {
        return entities.stream().filter(entity -> entity.on(node).isPresent());
    }
}
