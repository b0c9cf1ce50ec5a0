package io.evobridge.bridge;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.Topics;
import io.evobridge.contract.mapping.ColumnRules;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code bridge.yaml}. Every mistake is a {@link BridgeFileException} that says where it is and what is right. */
public final class BridgeFile {

    private static final String NODE_NAME = "[a-z][a-z0-9-]{0,39}";

    private BridgeFile() {}

    /** Reads and checks a file; {@code ${env:NAME}} is looked up in the given environment. */
    public static Bridge read(Path file, Map<String, String> environment) {
        try {
            return parse(file.toString(), Files.readString(file), environment);
        } catch (NoSuchFileException e) {
            throw new BridgeFileException(file + ": no such file", e);
        } catch (IOException e) {
            throw new BridgeFileException(file + ": cannot be read: " + e, e);
        }
    }

    /** Reads and checks a text as {@link #read} does; {@code file} is what mistakes call it. */
    public static Bridge parse(String file, String text, Map<String, String> environment) {
        YamlSection root = YamlSection.parse(file, text, environment);
        String name = root.parsed("bridge", word -> new Topics(word).bridge());
        int partitions = root.integer("partitions", 4, 1, 1000);
        int replication = root.integer("replication", 1, 1, 10);
        Map<String, String> kafka = root.settings("kafka");
        if (!kafka.containsKey(Bridge.BOOTSTRAP_SERVERS)) {
            throw root.mistake("kafka", "needs " + Bridge.BOOTSTRAP_SERVERS + ": host:port");
        }
        URI registry = root.parsed("registry", BridgeFile::httpAddress);
        Map<String, String> resolver = root.settings("resolver");

        Map<String, Node> nodes = new LinkedHashMap<>();
        root.sections("nodes").forEach((nodeName, section) -> {
            if (!nodeName.matches(NODE_NAME)) {
                throw root.mistake("nodes", "has '" + nodeName + "' but a node's name must match " + NODE_NAME);
            }
            nodes.put(nodeName, node(nodeName, section));
        });
        List<Entity> entities = new ArrayList<>();
        root.sections("entities").forEach((entityName, section) -> {
            if (!CanonicalKey.isEntityName(entityName)) {
                throw root.mistake(
                        "entities",
                        "has '" + entityName + "' but an entity's name is a lower-case letter, then a-z, 0-9 or _");
            }
            entities.add(entity(entityName, section, nodes));
        });
        root.refuseUnknown();
        return new Bridge(
                name, partitions, replication, kafka, registry, resolver, List.copyOf(nodes.values()), entities);
    }

    private static Node node(String name, YamlSection section) {
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
                section.settings("settings"));
        section.refuseUnknown();
        return node;
    }

    private static Entity entity(String name, YamlSection section, Map<String, Node> nodes) {
        List<String> key = section.texts("key");
        if (key.isEmpty()) {
            throw section.mistake("key", "is missing: the list of fields that identify a record, such as [id]");
        }
        if (Set.copyOf(key).size() != key.size()) {
            throw section.mistake("key", "names a field twice");
        }
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        section.sections("mappings").forEach((nodeName, mapping) -> {
            Node node = nodes.get(nodeName);
            if (node == null) {
                throw section.mistake(
                        "mappings",
                        "has '" + nodeName + "', which is not a node: "
                                + nodes.keySet().stream().collect(Collectors.joining(", "))
                                + Nearest.hint(nodeName, nodes.keySet()));
            }
            mappings.put(nodeName, mapping(mapping, node, key));
        });
        Set<String> writers = mappings.keySet().stream()
                .filter(node ->
                        Objects.requireNonNull(nodes.get(node)).direction().isCaptured())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Merging merging = new MergingSection(section).read(key, writers);
        section.refuseUnknown();
        return new Entity(name, key, merging, mappings);
    }

    private static Mapping mapping(YamlSection section, Node node, List<String> key) {
        Map<String, String> columns = section.settings("columns");
        ColumnRulesSection rules = new ColumnRulesSection(section);
        if (!node.type().isSql()) {
            rules.refuse();
            return new Mapping(Optional.empty(), columns, List.of(), ColumnRules.NONE, section.remainingSettings());
        }
        SqlTable table = SqlTable.parse(section.text("table"), node.defaultPlace());
        List<String> exclude = section.texts("exclude");
        for (Map.Entry<String, String> column : columns.entrySet()) {
            if (exclude.contains(column.getValue())) {
                throw section.mistake(
                        "exclude", "has '" + column.getValue() + "', which is the column of field " + column.getKey());
            }
        }
        ColumnRules read = rules.read(key, columns, exclude);
        return new Mapping(Optional.of(table), columns, exclude, read, section.remainingSettings());
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
