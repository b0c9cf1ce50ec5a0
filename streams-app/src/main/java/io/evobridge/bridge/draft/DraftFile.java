package io.evobridge.bridge.draft;

import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeType;
import io.evobridge.bridge.SqlTable;
import io.evobridge.bridge.sql.Catalog;
import io.evobridge.bridge.sql.FoundTable;
import io.evobridge.bridge.sql.Session;
import io.evobridge.contract.ProgressTableSql;
import java.net.URI;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a first bridge file from what databases hold.
 *
 * @param name of the bridge
 * @param bootstrapServers of Kafka
 * @param registry address of the Apicurio registry
 */
public record DraftFile(String name, String bootstrapServers, URI registry) {

    /** More than a person can check in a file. */
    private static final int MAX_TABLES = 1_000;

    /**
     * Reads the catalogs and writes the file's text, which is a bridge file without a mistake.
     *
     * @param wanted names of the tables that matter; all if empty
     * @param environment variables that hold the accounts' passwords
     * @throws DraftException a database does not answer, a password is not set, or nothing can be bridged
     */
    public String write(List<Node> nodes, Set<String> wanted, Map<String, String> environment) {
        Map<String, List<FoundTable>> tables = new LinkedHashMap<>();
        for (Node node : nodes) {
            if (node.type().isSql()) {
                tables.put(node.name(), Draft.wanted(tables(node, password(node, environment)), wanted));
            }
        }
        if (tables.isEmpty()) {
            throw new DraftException("no node can be a source: name at least one of type mysql, mariadb or postgresql");
        }
        Draft draft = Draft.of(nodes, tables);
        if (draft.entities().isEmpty()) {
            throw new DraftException("no table can be bridged:\n  " + String.join("\n  ", draft.leftOut()));
        }
        String text = text(draft, tables.size() > 1);
        BridgeFile.parse("the draft", text, environment);
        return text;
    }

    private static List<FoundTable> tables(Node node, Optional<String> password) {
        try (Session session = Session.open(node, password)) {
            Catalog catalog = new Catalog(session, node);
            List<SqlTable> names = catalog.names().stream()
                    .filter(table -> !table.name().equals(ProgressTableSql.NAME))
                    .toList();
            if (names.size() > MAX_TABLES) {
                throw new DraftException("node " + node.name() + " has " + names.size() + " tables, more than "
                        + MAX_TABLES + ": name those that matter with --table");
            }
            return catalog.tables(names);
        } catch (SQLException e) {
            throw new DraftException(
                    "node " + node.name() + " at " + node.address() + " does not tell its tables: " + e.getMessage(),
                    e);
        }
    }

    private static Optional<String> password(Node node, Map<String, String> environment) {
        return node.password()
                .map(reference -> reference
                        .resolve(environment)
                        .orElseThrow(() -> new DraftException("node " + node.name() + " needs the password of "
                                + node.username().orElse("its account") + " in " + reference.text())));
    }

    private String text(Draft draft, boolean severalWritable) {
        StringBuilder text = new StringBuilder();
        text.append("# A first draft, from what the databases hold. Read it, change it, then: evobridge apply\n");
        text.append("bridge: ").append(name).append('\n');
        text.append("kafka: {bootstrap.servers: ")
                .append(quoted(bootstrapServers))
                .append("}\n");
        text.append("registry: ").append(registry).append('\n');
        text.append("\nnodes:\n");
        draft.nodes().forEach(node -> text.append(node(node, severalWritable)));
        text.append("\nentities:\n");
        draft.entities().forEach(entity -> text.append(entity(entity, draft.nodes())));
        if (!draft.leftOut().isEmpty()) {
            text.append("\n# Left out:\n");
            draft.leftOut().forEach(reason -> text.append("# - ").append(reason).append('\n'));
        }
        return text.toString();
    }

    private static String node(Node node, boolean severalWritable) {
        String direction = !node.type().isSql() ? "sink" : severalWritable ? "both" : "source";
        StringBuilder line = new StringBuilder("  " + node.name() + ": {type: "
                + node.type().word() + ", direction: " + direction + ", address: "
                + quoted(node.address().toString()));
        node.database().ifPresent(database -> line.append(", database: ").append(quoted(database)));
        node.username().ifPresent(user -> line.append(", username: ").append(quoted(user)));
        node.password().ifPresent(password -> line.append(", password: ").append(quoted(password.text())));
        return line.append("}\n").toString();
    }

    private static String entity(DraftEntity entity, List<Node> nodes) {
        StringBuilder block = new StringBuilder("  " + entity.name() + ":\n");
        Draft.differences(entity)
                .forEach(sentence -> block.append("    # ").append(sentence).append('\n'));
        block.append("    key: ")
                .append(entity.key().stream().map(DraftFile::quoted).toList())
                .append("\n    mappings:\n");
        for (Node node : nodes) {
            FoundTable table = entity.tables().get(node.name());
            if (table != null) {
                block.append("      " + node.name() + ": {table: " + quoted(tableName(node, table.table())) + "}\n");
            } else if (!node.type().isSql()) {
                block.append("      " + node.name() + ": {}\n");
            }
        }
        return block.toString();
    }

    private static String tableName(Node node, SqlTable table) {
        return node.type() == NodeType.POSTGRESQL && !table.place().equals("public") ? table.toString() : table.name();
    }

    /** Plain where YAML reads it as it stands. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_.-]*") && !text.matches("(?i)y|n|yes|no|on|off|true|false|null")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
