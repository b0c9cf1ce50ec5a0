package io.evobridge.connect.normalize;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys {@code entity.<name>.*} of one entity. */
final class EntityConfig extends AbstractConfig {

    /** Begins every key of every entity. */
    static final String PREFIX = "entity.";

    private static final String TABLE = "table";
    private static final String TABLE_DOC =
            "Table that holds the entity, as database.table (MySQL, MariaDB) or schema.table (PostgreSQL).";
    private static final String KEY = "key";
    private static final String KEY_DOC =
            "Canonical key fields in the order of the key text. They must be the fields of the record key that the"
                    + " connector sends: the primary key, or what the connector's message.key.columns says. Empty means"
                    + " the fields of the record key, in the table's order.";
    private static final String COLUMNS = "columns";
    private static final String COLUMNS_DOC =
            "Renames as field:column. A column that is not named here keeps its name as the field's name.";
    private static final String FIELDS = "fields";
    private static final String FIELDS_DOC =
            "Canonical fields to take. Key fields are always taken. Empty means every column of the table.";
    private static final String EXCLUDE = "exclude";
    private static final String EXCLUDE_DOC =
            "Columns that are no part of the entity. An update that changes nothing else is dropped.";

    static final Set<String> SUFFIXES = Set.of(TABLE, KEY, COLUMNS, FIELDS, EXCLUDE);

    private final String entity;
    private final String prefix;

    EntityConfig(String entity, Map<?, ?> originals) {
        super(definition(entity), originals, false);
        this.entity = entity;
        this.prefix = prefix(entity);
    }

    static String prefix(String entity) {
        return PREFIX + entity + '.';
    }

    /** The keys of an entity of that name. */
    static ConfigDef definition(String entity) {
        String prefix = prefix(entity);
        String group = "Entity";
        return new ConfigDef()
                .define(
                        prefix + TABLE,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        NormalizeConfig.matching("[^.]+(\\.[^.]+){1,2}", "must be database.table or schema.table"),
                        Importance.HIGH,
                        TABLE_DOC,
                        group,
                        1,
                        Width.MEDIUM,
                        "Table")
                .define(
                        prefix + KEY,
                        ConfigDef.Type.LIST,
                        List.of(),
                        NormalizeConfig.DISTINCT_FIELDS,
                        Importance.HIGH,
                        KEY_DOC,
                        group,
                        2,
                        Width.MEDIUM,
                        "Key fields")
                .define(
                        prefix + COLUMNS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        Importance.MEDIUM,
                        COLUMNS_DOC,
                        group,
                        3,
                        Width.LONG,
                        "Renamed columns")
                .define(
                        prefix + FIELDS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        NormalizeConfig.DISTINCT_FIELDS,
                        Importance.MEDIUM,
                        FIELDS_DOC,
                        group,
                        4,
                        Width.LONG,
                        "Fields")
                .define(
                        prefix + EXCLUDE,
                        ConfigDef.Type.LIST,
                        List.of(),
                        Importance.LOW,
                        EXCLUDE_DOC,
                        group,
                        5,
                        Width.LONG,
                        "Excluded columns");
    }

    EntityMapping mapping() {
        return new EntityMapping(
                entity,
                getString(prefix + TABLE),
                getList(prefix + KEY),
                columns(),
                new LinkedHashSet<>(getList(prefix + FIELDS)),
                new LinkedHashSet<>(getList(prefix + EXCLUDE)));
    }

    String table() {
        return getString(prefix + TABLE);
    }

    private Map<String, String> columns() {
        Map<String, String> columnByField = new HashMap<>();
        for (String rename : getList(prefix + COLUMNS)) {
            int colon = rename.indexOf(':');
            if (colon < 1 || colon == rename.length() - 1) {
                throw new ConfigException(prefix + COLUMNS, rename, "must be field:column");
            }
            String field = rename.substring(0, colon).trim();
            String column = rename.substring(colon + 1).trim();
            if (!field.matches(NormalizeConfig.FIELD_NAME)) {
                throw new ConfigException(
                        prefix + COLUMNS, rename, "a field's name must match " + NormalizeConfig.FIELD_NAME);
            }
            if (columnByField.containsValue(column) || columnByField.put(field, column) != null) {
                throw new ConfigException(prefix + COLUMNS, rename, "names a field or a column twice");
            }
        }
        return columnByField;
    }
}
