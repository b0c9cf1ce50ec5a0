package io.evobridge.bridge;

import io.evobridge.contract.mapping.ColumnRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The block of a bridge file that says how one node stores an entity. */
final class MappingSection {

    static final String ACCEPT_LOSSY = "accept.lossy";

    private static final String TABLE = "table";
    private static final String COLUMNS = "columns";
    private static final String EXCLUDE = "exclude";

    /** Keys of nodes with SQL. */
    private static final List<String> SQL_KEYS =
            List.of(TABLE, EXCLUDE, ColumnRulesSection.CONVERT, ColumnRulesSection.SPLIT, ColumnRulesSection.CONSTANTS);

    /** All keys; any other is a setting of the connector. */
    static final List<String> KEYS = List.of(
            TABLE,
            COLUMNS,
            EXCLUDE,
            ColumnRulesSection.SPLIT,
            ColumnRulesSection.CONVERT,
            ColumnRulesSection.CONSTANTS,
            ACCEPT_LOSSY);

    private final YamlSection section;
    private final Node node;

    MappingSection(YamlSection section, Node node) {
        this.section = section;
        this.node = node;
    }

    /**
     * Reads and checks it.
     *
     * @param defaultTable the node's table where the block names none
     * @param key fields that identify a record
     */
    Mapping read(String defaultTable, List<String> key) {
        Map<String, String> columns = section.settings(COLUMNS);
        List<String> accepted = section.texts(ACCEPT_LOSSY);
        if (!accepted.isEmpty() && !node.direction().isWritten()) {
            throw section.mistake(
                    ACCEPT_LOSSY, "is for nodes that are written to, and " + node.name() + " is a source");
        }
        if (!node.type().isSql()) {
            refuse(SQL_KEYS, "is for nodes with SQL");
            return new Mapping(Optional.empty(), columns, List.of(), ColumnRules.NONE, accepted, settings());
        }
        SqlTable table = SqlTable.parse(section.optionalText(TABLE).orElse(defaultTable), node.defaultPlace());
        List<String> exclude = section.texts(EXCLUDE);
        if (new HashSet<>(columns.values()).size() != columns.size()) {
            throw section.mistake(COLUMNS, "has a column twice: each is one field's");
        }
        for (Map.Entry<String, String> column : columns.entrySet()) {
            if (exclude.contains(column.getValue())) {
                throw section.mistake(
                        EXCLUDE, "has '" + column.getValue() + "', which is the column of field " + column.getKey());
            }
        }
        ColumnRules rules = new ColumnRulesSection(section).read(key, columns, exclude);
        return new Mapping(Optional.of(table), columns, exclude, rules, accepted, settings());
    }

    private void refuse(List<String> keys, String rule) {
        List<String> mistakes = new ArrayList<>();
        for (String key : keys) {
            if (section.keys().contains(key)) {
                mistakes.addAll(section.mistake(key, rule).mistakes());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new BridgeFileException(mistakes);
        }
    }

    /** What is not known here goes to the connector, unless it is a word of this block with a slip of the pen. */
    private Map<String, String> settings() {
        Map<String, String> settings = section.remainingSettings();
        Set<String> known = Set.copyOf(KEYS);
        for (String setting : settings.keySet()) {
            if (!setting.contains(".") && Nearest.word(setting, known).isPresent()) {
                throw section.mistake(setting, "is not known here" + Nearest.hint(setting, known));
            }
        }
        return settings;
    }
}
