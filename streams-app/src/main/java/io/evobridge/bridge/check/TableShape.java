package io.evobridge.bridge.check;

import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Mapping;
import io.evobridge.bridge.SqlTable;
import io.evobridge.bridge.sql.FoundTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A table that is there, compared with what mappings say of it. */
record TableShape(FoundTable found) {

    /** Says what does not fit the entity's mapping; the table is there. */
    void compare(Entity entity, Mapping mapping, boolean captured, Findings findings) {
        SqlTable table = mapping.sqlTable();
        for (String field : mapping.columns().keySet()) {
            requireColumn(
                    mapping.columnOf(field), "for field " + field + " of entity " + entity.name(), table, findings);
        }
        List<String> wanted = entity.key().stream().map(mapping::columnOf).toList();
        mapping.rules()
                .splits()
                .forEach((field, split) -> split.columns()
                        .forEach(column -> requireColumn(
                                column,
                                "for a part of field " + field + " of entity " + entity.name(),
                                table,
                                findings)));
        mapping.rules()
                .constants()
                .keySet()
                .forEach(column -> requireColumn(column, "for a constant", table, findings));
        wanted.forEach(column -> requireColumn(column, "of the key of entity " + entity.name(), table, findings));
        Optional<String> age = entity.merging().bootstrapBy().map(mapping::columnOf);
        if (captured && age.isPresent() && !has(age.get())) {
            findings.note("table " + table + " has no column " + age.get() + " for 'bootstrap.by' of entity "
                    + entity.name() + ": its rows give way to those of other databases");
        }
        Set<String> own = new LinkedHashSet<>(found.key());
        own.removeAll(mapping.rules().constants().keySet());
        if (captured && found.columns().keySet().containsAll(wanted) && !own.equals(new LinkedHashSet<>(wanted))) {
            findings.problem("the primary key of table " + table + " is "
                    + (found.key().isEmpty() ? "missing" : found.key().toString())
                    + ", but the key of entity " + entity.name() + " is " + wanted
                    + ": change 'key' in the bridge file, or the primary key, or set message.key.columns: " + table
                    + ":"
                    + String.join(",", wanted) + " in the node's settings");
        }
    }

    private void requireColumn(String column, String role, SqlTable table, Findings findings) {
        if (!has(column)) {
            findings.problem("table " + table + " has no column " + column + " " + role
                    + ": mend the entity's 'key' or the mapping, or add the column");
        }
    }

    private boolean has(String column) {
        return found.columns().containsKey(column);
    }
}
