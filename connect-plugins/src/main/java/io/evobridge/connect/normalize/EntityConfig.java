package io.evobridge.connect.normalize;

import io.evobridge.contract.mapping.ColumnRules;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
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
    private static final String CONVERSIONS = "conversions";
    private static final String CONVERSIONS_DOC =
            "What becomes of the values of single fields' columns: `field:scale:2` (the column counts in hundredths),"
                    + " `field:number` (the column's text is a number), `field:values:Y=true;N=false` (column's word = field's"
                    + " word, each URL-encoded). A value that cannot be converted is quarantined.";
    private static final String SPLITS = "splits";
    private static final String SPLITS_DOC =
            "Text fields that several columns hold, each `field:separator:column:column`, URL-encoded: `name:%20:first:last`.";
    private static final String CONSTANTS = "constants";
    private static final String CONSTANTS_DOC =
            "Columns that hold the same value in all rows of the entity, each `column:value`, URL-encoded. Rows with another"
                    + " value are not of the entity.";

    static final Set<String> SUFFIXES = Set.of(TABLE, KEY, COLUMNS, FIELDS, EXCLUDE, CONVERSIONS, SPLITS, CONSTANTS);

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
                        "Excluded columns")
                .define(
                        prefix + CONVERSIONS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        entries(ColumnRules::conversion, "a list of field:conversion"),
                        Importance.LOW,
                        CONVERSIONS_DOC,
                        group,
                        6,
                        Width.LONG,
                        "Converted columns")
                .define(
                        prefix + SPLITS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        entries(ColumnRules::split, "a list of field:separator:column:column"),
                        Importance.LOW,
                        SPLITS_DOC,
                        group,
                        7,
                        Width.LONG,
                        "Split fields")
                .define(
                        prefix + CONSTANTS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        entries(ColumnRules::constant, "a list of column:value"),
                        Importance.LOW,
                        CONSTANTS_DOC,
                        group,
                        8,
                        Width.LONG,
                        "Constant columns");
    }

    EntityMapping mapping() {
        return new EntityMapping(
                entity,
                getString(prefix + TABLE),
                getList(prefix + KEY),
                columns(),
                new LinkedHashSet<>(getList(prefix + FIELDS)),
                new LinkedHashSet<>(getList(prefix + EXCLUDE)),
                rules());
    }

    private ColumnRules rules() {
        try {
            return ColumnRules.parse(
                    getList(prefix + CONVERSIONS), getList(prefix + SPLITS), getList(prefix + CONSTANTS));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(prefix + SPLITS, getList(prefix + SPLITS), "must be " + e.getMessage());
        }
    }

    /** A list whose entries a parser accepts; its IllegalArgumentException states the rule. */
    private static LambdaValidator entries(Consumer<String> parser, String form) {
        return LambdaValidator.with(
                (key, value) -> {
                    try {
                        ((List<?>) value).forEach(entry -> parser.accept(String.valueOf(entry)));
                    } catch (IllegalArgumentException e) {
                        throw new ConfigException(key, value, "must be " + e.getMessage());
                    }
                },
                () -> form);
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
