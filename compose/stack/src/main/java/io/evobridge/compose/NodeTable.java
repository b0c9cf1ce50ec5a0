package io.evobridge.compose;

import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Mapping;
import io.evobridge.bridge.Node;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.mapping.ColumnRules;
import io.evobridge.contract.mapping.Conversion;
import io.evobridge.contract.mapping.Split;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table in which one node of a bridge keeps one entity. */
public final class NodeTable {

    private final Entity entity;
    private final String table;
    private final Map<String, String> columns;
    private final Set<String> excluded;
    private final ColumnRules rules;
    private final Map<String, String> fields = new HashMap<>();

    /** The entity must be mapped on the node. */
    public NodeTable(Entity entity, Node node) {
        Mapping mapping = entity.on(node).orElseThrow();
        this.entity = entity;
        this.table = mapping.table().orElseThrow().toString();
        this.excluded = Set.copyOf(mapping.exclude());
        this.columns = mapping.columns();
        this.rules = mapping.rules();
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

    /** All rows of the entity in canonical names and values. */
    public Rows rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
            SortedMap<String, SortedMap<String, String>> rows = new TreeMap<>();
            Set<String> known = new TreeSet<>();
            while (result.next()) {
                Map<String, @Nullable String> columns = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    String column = result.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT);
                    Object value = result.getObject(i);
                    columns.put(column, value == null ? null : RowText.of(value));
                }
                Map<String, @Nullable String> row = fields(columns);
                if (row != null) {
                    known.addAll(row.keySet());
                    SortedMap<String, String> texts = new TreeMap<>();
                    row.forEach((field, text) -> {
                        if (text != null) {
                            texts.put(field, text);
                        }
                    });
                    rows.put(key(texts), texts);
                }
            }
            return new Rows(known, rows);
        }
    }

    /** The fields of a row; null for a row that is not of the entity. */
    private @Nullable Map<String, @Nullable String> fields(Map<String, @Nullable String> columns) {
        for (Map.Entry<String, String> constant : rules.constants().entrySet()) {
            if (!constant.getValue().equals(columns.get(constant.getKey()))) {
                return null;
            }
        }
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        columns.forEach((column, text) -> {
            Optional<String> part = rules.splitFieldOf(column);
            if (excluded.contains(column) || rules.constantOf(column) != null) {
                return;
            } else if (part.isPresent()) {
                Split split = Objects.requireNonNull(rules.splits().get(part.get()));
                row.put(
                        part.get(),
                        split.join(split.columns().stream().map(columns::get).toList()));
                return;
            }
            String field = fields.getOrDefault(column, column);
            Conversion conversion = rules.conversionOf(field);
            row.put(
                    field,
                    text == null || conversion == null
                            ? text
                            : conversion.fieldText(text).orElseThrow());
        });
        return row;
    }

    private String key(SortedMap<String, String> row) {
        List<String> parts = new ArrayList<>();
        for (String field : entity.key()) {
            parts.add(row.getOrDefault(field, ""));
        }
        return new CanonicalKey(entity.name(), parts).toString();
    }
}
