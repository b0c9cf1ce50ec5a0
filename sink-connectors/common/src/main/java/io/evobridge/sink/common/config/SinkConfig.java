package io.evobridge.sink.common.config;

import io.evobridge.sink.common.row.CollectionNaming;
import io.evobridge.sink.common.row.FieldNaming;
import io.evobridge.sink.common.row.KeyMode;
import io.evobridge.sink.common.row.ReadingRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** What every sink can be told, whatever its target. A sink adds its own keys to {@link #definition()}. */
public abstract class SinkConfig extends AbstractConfig {

    /** Key that the connector adds for each task; users do not set it. */
    static final String TASK_NUMBER = "evobridge.task.number";

    public static final String BATCH_SIZE = "batch.size";
    public static final String COLLECTION_NAME_FORMAT = "collection.name.format";
    public static final String COLLECTION_NAMES = "collection.names";
    public static final String PRIMARY_KEY_MODE = "primary.key.mode";
    public static final String PRIMARY_KEY_FIELDS = "primary.key.fields";
    public static final String DELETE_ENABLED = "delete.enabled";
    public static final String FIELD_INCLUDE_LIST = "field.include.list";
    public static final String FIELD_EXCLUDE_LIST = "field.exclude.list";
    public static final String FIELD_RENAMES = "field.renames";
    public static final String FLUSH_MAX_RETRIES = "flush.max.retries";
    public static final String FLUSH_RETRY_DELAY_MS = "flush.retry.delay.ms";
    public static final String FLUSH_RETRY_DELAY_MAX_MS = "flush.retry.delay.max.ms";
    public static final String OFFSET_COMMIT_INTERVAL_MS = "offset.commit.interval.ms";

    private static final String MAPPING = "Mapping";
    private static final String WRITING = "Writing";

    private final ReadingRules readingRules;

    protected SinkConfig(ConfigDef definition, Map<String, String> properties) {
        super(definition, properties, false);
        readingRules = new ReadingRules(
                KeyMode.of(getString(PRIMARY_KEY_MODE)),
                getBoolean(DELETE_ENABLED),
                new FieldNaming(
                        getList(PRIMARY_KEY_FIELDS),
                        getList(FIELD_INCLUDE_LIST),
                        getList(FIELD_EXCLUDE_LIST),
                        getList(FIELD_RENAMES)),
                new CollectionNaming(getString(COLLECTION_NAME_FORMAT), getList(COLLECTION_NAMES)));
    }

    /** A new definition with the common keys, to which a sink adds its own. */
    public static ConfigDef definition() {
        return definition(
                true, "Whether tombstones and delete events delete the row. If not, they are skipped and counted.");
    }

    /** As {@link #definition()}, for a target where a deletion is something else than a missing row. */
    protected static ConfigDef definition(boolean deletesByDefault, String deletesDoc) {
        ConfigDef def = new ConfigDef();
        defineMapping(def);
        defineWriting(def, deletesByDefault, deletesDoc);
        return def;
    }

    private static void defineMapping(ConfigDef def) {
        int order = 0;
        def.define(
                PRIMARY_KEY_MODE,
                ConfigDef.Type.STRING,
                "auto",
                Validators.oneOf(KeyMode.values()),
                Importance.HIGH,
                "Where the key of a row comes from. `canonical_key`: the Kafka key is text such as `customer/42`, as on"
                        + " resolved topics. `record_key`: the Kafka key, a struct, a map or one primitive."
                        + " `record_value`: fields of the value. `kafka`: topic, partition and offset. `auto`:"
                        + " `canonical_key` for records of the resolver, else `record_key`.",
                MAPPING,
                order++,
                Width.SHORT,
                "Key mode",
                Validators.choices(KeyMode.values()));
        def.define(
                PRIMARY_KEY_FIELDS,
                ConfigDef.Type.LIST,
                List.of(),
                Validators.entries("[entity:]field", FieldNaming::checkField),
                Importance.HIGH,
                "Key fields in order, each `[entity:]field`. Empty: all fields of a key struct; for resolved records the"
                        + " fields of the value that may not be null.",
                MAPPING,
                order++,
                Width.LONG,
                "Key fields");
        def.define(
                COLLECTION_NAME_FORMAT,
                ConfigDef.Type.STRING,
                "${entity}",
                Validators.text("must not be blank", text -> !text.isBlank()),
                Importance.MEDIUM,
                "Name of the table, key prefix or measurement. `${topic}` is the topic; `${entity}` the entity of a"
                        + " canonical key, else the last part of the topic's name behind a dot.",
                MAPPING,
                order++,
                Width.MEDIUM,
                "Collection name");
        def.define(
                COLLECTION_NAMES,
                ConfigDef.Type.LIST,
                List.of(),
                Validators.entries("entity:collection", CollectionNaming::check),
                Importance.MEDIUM,
                "Names for single entities, each `entity:collection`; they take precedence over "
                        + COLLECTION_NAME_FORMAT + ".",
                MAPPING,
                order++,
                Width.LONG,
                "Collections of single entities");
        def.define(
                FIELD_INCLUDE_LIST,
                ConfigDef.Type.LIST,
                List.of(),
                Validators.entries("[entity:]field", FieldNaming::checkField),
                Importance.LOW,
                "Fields of the value that are written, each `[entity:]field`. Empty: all. Key fields must be among them.",
                MAPPING,
                order++,
                Width.LONG,
                "Fields written");
        def.define(
                FIELD_EXCLUDE_LIST,
                ConfigDef.Type.LIST,
                List.of(),
                Validators.entries("[entity:]field", FieldNaming::checkField),
                Importance.LOW,
                "Fields of the value that are not written, each `[entity:]field`.",
                MAPPING,
                order++,
                Width.LONG,
                "Fields left out");
        def.define(
                FIELD_RENAMES,
                ConfigDef.Type.LIST,
                List.of(),
                Validators.entries("[entity:]field:target", FieldNaming::checkRename),
                Importance.MEDIUM,
                "Fields that are called otherwise in the target, each `[entity:]field:target`.",
                MAPPING,
                order,
                Width.LONG,
                "Renamed fields");
    }

    private static void defineWriting(ConfigDef def, boolean deletesByDefault, String deletesDoc) {
        int order = 0;
        def.define(
                DELETE_ENABLED,
                ConfigDef.Type.BOOLEAN,
                deletesByDefault,
                Importance.HIGH,
                deletesDoc,
                WRITING,
                order++,
                Width.SHORT,
                "Deletes");
        def.define(
                BATCH_SIZE,
                ConfigDef.Type.INT,
                2_000,
                ConfigDef.Range.between(1, 100_000),
                Importance.MEDIUM,
                "Most changes in one batch. A batch never holds more than one poll of the consumer gives; raise"
                        + " `consumer.override.max.poll.records` (500 by default) with it.",
                WRITING,
                order++,
                Width.SHORT,
                "Batch size");
        def.define(
                FLUSH_MAX_RETRIES,
                ConfigDef.Type.INT,
                -1,
                ConfigDef.Range.atLeast(-1),
                Importance.MEDIUM,
                "How many times a batch is tried again while the target is away before the task stops; -1: until it is"
                        + " back.",
                WRITING,
                order++,
                Width.SHORT,
                "Retries");
        def.define(
                FLUSH_RETRY_DELAY_MS,
                ConfigDef.Type.LONG,
                100L,
                ConfigDef.Range.between(1, 3_600_000),
                Importance.LOW,
                "Wait before the first retry, in milliseconds; it doubles with each further one.",
                WRITING,
                order++,
                Width.SHORT,
                "First retry delay (ms)");
        def.define(
                FLUSH_RETRY_DELAY_MAX_MS,
                ConfigDef.Type.LONG,
                5_000L,
                ConfigDef.Range.between(1, 3_600_000),
                Importance.LOW,
                "Longest wait between two retries, in milliseconds.",
                WRITING,
                order++,
                Width.SHORT,
                "Longest retry delay (ms)");
        def.define(
                OFFSET_COMMIT_INTERVAL_MS,
                ConfigDef.Type.LONG,
                200L,
                ConfigDef.Range.between(0, 3_600_000),
                Importance.LOW,
                "How soon written changes are committed as consumer offsets, in milliseconds, so that these tell how far"
                        + " the target is. 0: only every `offset.flush.interval.ms` of the worker, a minute by default.",
                WRITING,
                order,
                Width.SHORT,
                "Offset commit interval (ms)");
    }

    /** How records are read. */
    public final ReadingRules readingRules() {
        return readingRules;
    }

    public final int batchRowCount() {
        return getInt(BATCH_SIZE);
    }

    /** Retries before the task stops; −1 is no bound. */
    public final int maxRetries() {
        return getInt(FLUSH_MAX_RETRIES);
    }

    public final long firstRetryDelayMillis() {
        return getLong(FLUSH_RETRY_DELAY_MS);
    }

    public final long maxRetryDelayMillis() {
        return Math.max(getLong(FLUSH_RETRY_DELAY_MAX_MS), getLong(FLUSH_RETRY_DELAY_MS));
    }

    /** Least time between two requests for a commit; 0 for none. */
    public final long commitIntervalMillis() {
        return getLong(OFFSET_COMMIT_INTERVAL_MS);
    }

    /** Name of the connector, for metrics and messages. */
    public final String connectorName() {
        return originalsStrings().getOrDefault("name", "unnamed");
    }

    public final int taskNumber() {
        return Integer.parseInt(originalsStrings().getOrDefault(TASK_NUMBER, "0"));
    }

    /** The constant of an enum whose name is configured in any case. */
    protected final <E extends Enum<E>> E choice(String key, Class<E> type) {
        return Enum.valueOf(type, getString(key).toUpperCase(Locale.ROOT));
    }
}
