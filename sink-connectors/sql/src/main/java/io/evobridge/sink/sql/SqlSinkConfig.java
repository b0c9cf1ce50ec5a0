package io.evobridge.sink.sql;

import io.evobridge.contract.ProgressTableSql;
import io.evobridge.contract.mapping.ColumnRules;
import io.evobridge.sink.common.config.SinkConfig;
import io.evobridge.sink.common.config.Validators;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Login;
import io.evobridge.sink.sql.dialect.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** What the SQL sink can be told. */
final class SqlSinkConfig extends SinkConfig {

    static final String CONNECTION_URL = "connection.url";
    private static final String CONNECTION_URL_DOC =
            "JDBC URL with the database of the tables: `jdbc:mysql://host:3306/database`,"
                    + " `jdbc:mariadb://host:3306/database` or `jdbc:postgresql://host:5432/database`. Properties of the"
                    + " driver may follow, such as `?sslMode=VERIFY_IDENTITY`.";
    static final String CONNECTION_USERNAME = "connection.username";
    private static final String CONNECTION_USERNAME_DOC =
            "User of the database. It needs SELECT, INSERT, UPDATE and DELETE on the tables and on the progress table, and"
                    + " CREATE and ALTER where the sink is to create them.";
    static final String CONNECTION_PASSWORD = "connection.password";
    private static final String CONNECTION_PASSWORD_DOC = "Password of the user.";
    static final String INSERT_MODE = "insert.mode";
    private static final String INSERT_MODE_DOC =
            "`upsert`: inserted, or updated where the key is there. `insert`: a key that is there makes the record a dead"
                    + " letter. `update`: a key that is not there changes nothing.";
    static final String SCHEMA_EVOLUTION = "schema.evolution";
    private static final String SCHEMA_EVOLUTION_DOC =
            "`none`: tables and columns are there; where not, the task stops and says what is missing. `basic`: missing"
                    + " tables are created and missing columns added; nothing is ever dropped or changed.";
    static final String PROGRESS_ENABLED = "progress.enabled";
    private static final String PROGRESS_ENABLED_DOC =
            "Whether each transaction also moves a progress marker, which makes the sink exactly-once and lets a bridge see"
                    + " what this database had applied. Without it the sink is at-least-once.";
    static final String PROGRESS_TABLE_NAME = "progress.table.name";
    private static final String PROGRESS_TABLE_NAME_DOC =
            "Table of the progress markers, created if missing. Two connectors that write the same topic into the same"
                    + " database need two names.";
    static final String FENCE_NODE = "fence.node";
    private static final String FENCE_NODE_DOC =
            "Name of this database in a bridge where applications write it, too (`direction: both`). Rows are then locked and"
                    + " compared first, and one that holds a local write which the resolver has not seen is left alone."
                    + " Empty: nobody else writes the rows, and the sink overwrites them.";
    static final String FENCE_MEMORY_KEYS = "fence.memory.keys";
    private static final String FENCE_MEMORY_KEYS_DOC = "With " + FENCE_NODE
            + ", of how many rows of a partition a task remembers how it left them, until that comes back through the"
            + " database's log. Too few cost round trips, never correctness.";
    static final String FOREIGN_KEY_CHECKS = "foreign.key.checks";
    private static final String FOREIGN_KEY_CHECKS_DOC =
            "Whether foreign keys are checked. Rows of different topics arrive in any order, so with checks a child that"
                    + " comes before its parent becomes a dead letter. On PostgreSQL `false` sets"
                    + " `session_replication_role` to `replica`, which also keeps triggers from firing and needs"
                    + " `GRANT SET ON PARAMETER session_replication_role`.";

    static final String FIELD_CONVERSIONS = "field.conversions";
    private static final String FIELD_CONVERSIONS_DOC =
            "How the columns of single fields hold their values: `field:scale:2` (the column counts in hundredths),"
                    + " `field:number` (the column's text is a number), `field:values:Y=true;N=false` (column's word = field's"
                    + " word, each URL-encoded). A value that cannot be said so makes its record a dead letter.";
    static final String FIELD_SPLITS = "field.splits";
    private static final String FIELD_SPLITS_DOC =
            "Text fields that several columns hold, each `field:separator:column:column`, URL-encoded: `name:%20:first:last`."
                    + " The text is cut at the first separators.";
    static final String COLUMN_CONSTANTS = "column.constants";
    private static final String COLUMN_CONSTANTS_DOC =
            "Columns that are no fields, and their value in every row, each `column:value`, URL-encoded. With "
                    + FENCE_NODE + ", a row that has another value there is left alone.";

    private static final String CONNECTION_GROUP = "Connection";
    private static final String TARGET_GROUP = "Database";

    private final ColumnRules columnRules;

    SqlSinkConfig(Map<String, String> properties) {
        super(sqlDefinition(), properties);
        try {
            columnRules =
                    ColumnRules.parse(getList(FIELD_CONVERSIONS), getList(FIELD_SPLITS), getList(COLUMN_CONSTANTS));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(FIELD_SPLITS, getList(FIELD_SPLITS), "must be " + e.getMessage());
        }
    }

    static ConfigDef sqlDefinition() {
        ConfigDef def = definition();
        def.define(
                CONNECTION_URL,
                ConfigDef.Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                Validators.text(
                        "a JDBC URL that begins with jdbc:mysql:, jdbc:mariadb: or jdbc:postgresql: and names a database",
                        url -> url.matches("jdbc:(mysql|mariadb|postgresql):[^?]*//[^/?]+/[^/?]+(\\?.*)?")),
                Importance.HIGH,
                CONNECTION_URL_DOC,
                CONNECTION_GROUP,
                0,
                Width.LONG,
                "JDBC URL");
        def.define(
                CONNECTION_USERNAME,
                ConfigDef.Type.STRING,
                null,
                Importance.HIGH,
                CONNECTION_USERNAME_DOC,
                CONNECTION_GROUP,
                1,
                Width.MEDIUM,
                "User");
        def.define(
                CONNECTION_PASSWORD,
                ConfigDef.Type.PASSWORD,
                null,
                Importance.HIGH,
                CONNECTION_PASSWORD_DOC,
                CONNECTION_GROUP,
                2,
                Width.MEDIUM,
                "Password");
        defineTarget(def);
        return def;
    }

    private static void defineTarget(ConfigDef def) {
        int order = 0;
        def.define(
                INSERT_MODE,
                ConfigDef.Type.STRING,
                "upsert",
                Validators.oneOf(InsertMode.values()),
                Importance.HIGH,
                INSERT_MODE_DOC,
                TARGET_GROUP,
                order++,
                Width.SHORT,
                "Insert mode",
                Validators.choices(InsertMode.values()));
        def.define(
                SCHEMA_EVOLUTION,
                ConfigDef.Type.STRING,
                "none",
                Validators.oneOf(SchemaEvolution.values()),
                Importance.HIGH,
                SCHEMA_EVOLUTION_DOC,
                TARGET_GROUP,
                order++,
                Width.SHORT,
                "Schema evolution",
                Validators.choices(SchemaEvolution.values()));
        def.define(
                PROGRESS_ENABLED,
                ConfigDef.Type.BOOLEAN,
                true,
                Importance.MEDIUM,
                PROGRESS_ENABLED_DOC,
                TARGET_GROUP,
                order++,
                Width.SHORT,
                "Progress markers");
        def.define(
                PROGRESS_TABLE_NAME,
                ConfigDef.Type.STRING,
                ProgressTableSql.NAME,
                Validators.text("table or schema.table", name -> name.matches("[^.]+(\\.[^.]+)?")),
                Importance.LOW,
                PROGRESS_TABLE_NAME_DOC,
                TARGET_GROUP,
                order++,
                Width.MEDIUM,
                "Progress table");
        def.define(
                FENCE_NODE,
                ConfigDef.Type.STRING,
                "",
                Validators.text("the name of a node, without blanks and commas", name -> name.matches("[^\\s,=]*")),
                Importance.MEDIUM,
                FENCE_NODE_DOC,
                TARGET_GROUP,
                order++,
                Width.MEDIUM,
                "Writable node");
        def.define(
                FENCE_MEMORY_KEYS,
                ConfigDef.Type.INT,
                100_000,
                ConfigDef.Range.between(0, 10_000_000),
                Importance.LOW,
                FENCE_MEMORY_KEYS_DOC,
                TARGET_GROUP,
                order++,
                Width.SHORT,
                "Rows remembered");
        def.define(
                FOREIGN_KEY_CHECKS,
                ConfigDef.Type.BOOLEAN,
                true,
                Importance.LOW,
                FOREIGN_KEY_CHECKS_DOC,
                TARGET_GROUP,
                order++,
                Width.SHORT,
                "Foreign key checks");
        def.define(
                FIELD_CONVERSIONS,
                ConfigDef.Type.LIST,
                List.of(),
                Validators.entries("field:conversion", ColumnRules::conversion),
                Importance.LOW,
                FIELD_CONVERSIONS_DOC,
                TARGET_GROUP,
                order++,
                Width.LONG,
                "Converted fields");
        def.define(
                FIELD_SPLITS,
                ConfigDef.Type.LIST,
                List.of(),
                Validators.entries("field:separator:column:column", ColumnRules::split),
                Importance.LOW,
                FIELD_SPLITS_DOC,
                TARGET_GROUP,
                order++,
                Width.LONG,
                "Split fields");
        def.define(
                COLUMN_CONSTANTS,
                ConfigDef.Type.LIST,
                List.of(),
                Validators.entries("column:value", ColumnRules::constant),
                Importance.LOW,
                COLUMN_CONSTANTS_DOC,
                TARGET_GROUP,
                order,
                Width.LONG,
                "Constant columns");
    }

    Dialect dialect() {
        return Dialect.of(getString(CONNECTION_URL));
    }

    Login login() {
        return new Login(
                getString(CONNECTION_URL),
                Optional.ofNullable(getString(CONNECTION_USERNAME)),
                Optional.ofNullable(getPassword(CONNECTION_PASSWORD)),
                getBoolean(FOREIGN_KEY_CHECKS));
    }

    /** How the columns of the table differ from fields beyond their names. */
    ColumnRules columnRules() {
        return columnRules;
    }

    InsertMode insertMode() {
        return choice(INSERT_MODE, InsertMode.class);
    }

    SchemaEvolution schemaEvolution() {
        return choice(SCHEMA_EVOLUTION, SchemaEvolution.class);
    }

    /** Where progress markers are kept; empty where there are none. */
    Optional<TableName> progressTable() {
        return getBoolean(PROGRESS_ENABLED)
                ? Optional.of(TableName.of(getString(PROGRESS_TABLE_NAME)))
                : Optional.empty();
    }

    /** The node that applications write, too; empty where they do not. */
    Optional<String> fenceNode() {
        String node = getString(FENCE_NODE);
        return node.isEmpty() ? Optional.empty() : Optional.of(node);
    }

    int fenceMemoryKeyCount() {
        return getInt(FENCE_MEMORY_KEYS);
    }
}
