package io.evobridge.bridge;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads {@code bridge.yaml}. All mistakes that can be told apart are told at once, in a {@link BridgeFileException} that
 * says of each where it is and what is right.
 */
public final class BridgeFile {

    private static final String NODE_NAME = "[a-z][a-z0-9-]{0,39}";

    /** The API's own node, and names whose topic of DDL would be one of the bridge's own topics. */
    private static final Set<String> RESERVED_NAMES =
            Set.of(Bridge.API_NODE, "audit", "changes", "conflicts", "quarantine");

    private final YamlSection root;
    private final Mistakes mistakes = new Mistakes();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    /** Of all nodes, those with mistakes too. */
    private final Set<String> nodeNames = new LinkedHashSet<>();

    private BridgeFile(YamlSection root) {
        this.root = root;
    }

    /** Reads and checks a file; {@code ${env:NAME}} is looked up in the given environment. */
    public static Bridge read(Path file, Map<String, String> environment) {
        return read(file, environment, SettingsRules.NONE);
    }

    /** As {@link #read(Path, Map)}; the settings of the resolver are checked by its rules. */
    public static Bridge read(Path file, Map<String, String> environment, SettingsRules resolver) {
        try {
            return parse(file.toString(), Files.readString(file), environment, resolver);
        } catch (NoSuchFileException e) {
            throw new BridgeFileException(file + ": no such file", e);
        } catch (IOException e) {
            throw new BridgeFileException(file + ": cannot be read: " + e, e);
        }
    }

    /** Reads and checks a text as {@link #read} does; {@code file} is what mistakes call it. */
    public static Bridge parse(String file, String text, Map<String, String> environment) {
        return parse(file, text, environment, SettingsRules.NONE);
    }

    /** As {@link #parse(String, String, Map)}; the settings of the resolver are checked by its rules. */
    public static Bridge parse(String file, String text, Map<String, String> environment, SettingsRules resolver) {
        return new BridgeFile(YamlSection.parse(file, text, environment)).bridge(resolver);
    }

    private Bridge bridge(SettingsRules resolverRules) {
        Optional<String> name = mistakes.attempt(() -> root.parsed("bridge", word -> new Topics(word).bridge()));
        Optional<Integer> partitions = mistakes.attempt(() -> root.integer("partitions", 4, 1, 1000));
        Optional<Integer> replication = mistakes.attempt(() -> root.integer("replication", 1, 1, 10));
        Optional<Map<String, String>> kafka = mistakes.attempt(this::kafka);
        Optional<URI> registry = mistakes.attempt(() -> root.parsed("registry", BridgeFile::httpAddress));
        Optional<Map<String, String>> resolver = mistakes.attempt(() -> root.settings("resolver", resolverRules));
        mistakes.check(this::readNodes);
        List<Entity> entities = new ArrayList<>();
        mistakes.check(() -> root.sections("entities")
                .forEach((entity, section) ->
                        mistakes.attempt(() -> entity(entity, section)).ifPresent(entities::add)));
        mistakes.check(root::refuseUnknown);
        mistakes.throwIfAny();
        return new Bridge(
                name.orElseThrow(),
                partitions.orElseThrow(),
                replication.orElseThrow(),
                kafka.orElseThrow(),
                registry.orElseThrow(),
                resolver.orElseThrow(),
                List.copyOf(nodes.values()),
                entities);
    }

    private Map<String, String> kafka() {
        Map<String, String> kafka = root.settings("kafka");
        if (!kafka.containsKey(Bridge.BOOTSTRAP_SERVERS)) {
            throw root.mistake("kafka", "needs " + Bridge.BOOTSTRAP_SERVERS + ": host:port");
        }
        return kafka;
    }

    private void readNodes() {
        root.sections("nodes").forEach((name, section) -> {
            nodeNames.add(name);
            mistakes.attempt(() -> node(name, section)).ifPresent(node -> nodes.put(name, node));
        });
    }

    private Node node(String name, YamlSection section) {
        if (!name.matches(NODE_NAME)) {
            throw section.mistake("is '" + name + "' but a node's name must match " + NODE_NAME);
        }
        if (RESERVED_NAMES.contains(name)) {
            throw section.mistake("is '" + name + "', a name that every bridge uses itself; choose another");
        }
        NodeType type = section.choice("type", NodeType.class)
                .orElseThrow(
                        () -> section.mistake("type", "is missing: mysql, mariadb, postgresql, redis or influxdb"));
        Direction direction = section.choice("direction", Direction.class)
                .orElseThrow(() -> section.mistake("direction", "is missing: source, sink or both"));
        if (!type.supports(direction)) {
            throw section.mistake(
                    "direction", "cannot be " + section.text("direction") + " for a node of type " + type.word());
        }
        Address address = section.parsed("address", text -> Address.parse(text, type.defaultPort()));
        Optional<String> database = section.optionalText("database");
        if (database.isEmpty() && type != NodeType.REDIS) {
            throw section.mistake("database", "is missing: a node of type " + type.word() + " needs it");
        }
        Node node = new Node(
                name,
                type,
                direction,
                address,
                database,
                section.optionalText("username"),
                section.optionalSecret("password"),
                section.settings("settings"),
                staleness(section, direction),
                maxInFlight(section, direction));
        section.refuseUnknown();
        return node;
    }

    private static int maxInFlight(YamlSection node, Direction direction) {
        OptionalLong given = node.optionalInteger("in.flight.max", 100, 10_000_000);
        if (given.isPresent() && !direction.isCaptured()) {
            throw node.mistake("in.flight.max", "has no effect on a node that is not captured: leave it out");
        }
        return (int) given.orElse(Node.DEFAULT_MAX_IN_FLIGHT);
    }

    private static StalenessBound staleness(YamlSection node, Direction direction) {
        Optional<YamlSection> given = node.section("staleness");
        if (given.isEmpty()) {
            return StalenessBound.NONE;
        }
        if (!direction.isWritten()) {
            throw node.mistake("staleness", "has no effect on a node that nothing is written to: leave it out");
        }
        YamlSection section = given.get();
        StalenessBound bound = new StalenessBound(
                section.optionalInteger("max.ms", 100, 86_400_000),
                section.optionalInteger("max.versions", 1, Integer.MAX_VALUE));
        section.refuseUnknown();
        if (bound.isNone()) {
            throw node.mistake("staleness", "needs max.ms, max.versions or both");
        }
        return bound;
    }

    private Entity entity(String name, YamlSection section) {
        if (!CanonicalKey.isEntityName(name)) {
            throw section.mistake("is '" + name + "' but an entity's name is a lower-case letter, then a-z, 0-9 or _");
        }
        List<String> key = section.texts("key");
        if (key.isEmpty()) {
            throw section.mistake("key", "is missing: the list of fields that identify a record, such as [id]");
        }
        if (Set.copyOf(key).size() != key.size()) {
            throw section.mistake("key", "names a field twice");
        }
        String table = section.optionalText("table").orElse(name);
        section.know(MergingSection.KEYS);
        Mistakes own = new Mistakes();
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        Map<String, YamlSection> blocks = section.sectionsOrNames("mappings", nodeNames);
        blocks.forEach((nodeName, block) -> own.attempt(() -> mapping(nodeName, block, table, key))
                .flatMap(read -> read)
                .ifPresent(read -> mappings.put(nodeName, read)));
        Set<String> writers =
                blocks.keySet().stream().filter(this::mayWrite).collect(Collectors.toCollection(LinkedHashSet::new));
        writers.add(Bridge.API_NODE);
        Optional<Merging> merging = own.attempt(() -> new MergingSection(section).read(key, writers));
        own.check(section::refuseUnknown);
        own.throwIfAny();
        return new Entity(name, key, merging.orElseThrow(), mappings);
    }

    /** Whether a node's writes are captured; of one with mistakes that cannot be said, so that it may. */
    private boolean mayWrite(String name) {
        Node node = nodes.get(name);
        return node == null ? nodeNames.contains(name) : node.direction().isCaptured();
    }

    /** Empty for a node with mistakes of its own, which are told there. */
    private Optional<Mapping> mapping(String nodeName, YamlSection block, String table, List<String> key) {
        if (!nodeNames.contains(nodeName)) {
            throw block.mistake("is for '" + nodeName + "', which is not a node: " + String.join(", ", nodeNames)
                    + Nearest.hint(nodeName, nodeNames));
        }
        return Optional.ofNullable(nodes.get(nodeName)).map(node -> new MappingSection(block, node).read(table, key));
    }

    private static URI httpAddress(String text) {
        String rule = "an address that begins with http:// or https://";
        try {
            URI uri = URI.create(text);
            if (uri.getHost() == null || !Set.of("http", "https").contains(uri.getScheme())) {
                throw new IllegalArgumentException(rule);
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }
}
