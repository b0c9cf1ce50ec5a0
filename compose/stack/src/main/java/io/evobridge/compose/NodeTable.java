package io.evobridge.compose;

import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Mapping;
import io.evobridge.bridge.Node;
import io.evobridge.contract.CanonicalKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table in which one node of a bridge keeps one entity. */
public final class NodeTable {

    private final Entity entity;
    private final String table;
    private final Map<String, String> columns;
    private final Set<String> excluded;
    private final Map<String, String> fields = new HashMap<>();

    /** The entity must be mapped on the node. */
    public NodeTable(Entity entity, Node node) {
        Mapping mapping = entity.on(node).orElseThrow();
        this.entity = entity;
        this.table = mapping.table().orElseThrow().toString();
        this.excluded = Set.copyOf(mapping.exclude());
        this.columns = mapping.columns();
        columns.forEach((field, column) -> fields.put(column, field));
    }

    /** Name in SQL. */
    public String name() {
        return table;
    }

    public Entity entity() {
        return entity;
    }

    /** The column that holds a canonical field. */
    public String column(String field) {
        return columns.getOrDefault(field, field);
    }

    /** The columns of the key, in the order of the canonical key's parts. */
    public List<String> keyColumns() {
        return entity.key().stream().map(this::column).toList();
    }

    /** All rows in canonical names. */
    public Rows rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
            Map<String, Integer> positions = new LinkedHashMap<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                String column = result.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT);
                if (!excluded.contains(column)) {
                    positions.put(fields.getOrDefault(column, column), i);
                }
            }
            SortedMap<String, SortedMap<String, String>> rows = new TreeMap<>();
            while (result.next()) {
                SortedMap<String, String> row = new TreeMap<>();
                for (Map.Entry<String, Integer> position : positions.entrySet()) {
                    Object value = result.getObject(position.getValue());
                    if (value != null) {
                        row.put(position.getKey(), RowText.of(value));
                    }
                }
                rows.put(key(row), row);
            }
            return new Rows(positions.keySet(), rows);
        }
    }

    private String key(SortedMap<String, String> row) {
        List<String> parts = new ArrayList<>();
        for (String field : entity.key()) {
            parts.add(row.getOrDefault(field, ""));
        }
        return new CanonicalKey(entity.name(), parts).toString();
    }
}
