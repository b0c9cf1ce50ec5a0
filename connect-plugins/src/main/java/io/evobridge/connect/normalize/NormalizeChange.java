package io.evobridge.connect.normalize;

import io.evobridge.connect.PluginVersion;
import io.evobridge.contract.Topics;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a Debezium envelope into a change event of the bridge. In: records of the MySQL, MariaDB and PostgreSQL
 * connectors, before any converter. Out: change events and progress markers on the node's captured topic, unconvertible
 * records on the quarantine topic, and everything that is no change of a mapped table unchanged.
 *
 * <p>It keeps no state but what it has worked out about schemas, so a restart changes nothing.
 *
 * @param <R> source record
 */
public final class NormalizeChange<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    /** What it does, for the documentation of a Connect worker. */
    public static final String OVERVIEW_DOC =
            "Turns Debezium change records of mapped tables into change events of an Evobridge bridge, in canonical"
                    + " types, keyed by canonical key text. Records of other tables, heartbeats, transaction metadata and"
                    + " schema changes pass unchanged; what cannot be converted exactly goes to the quarantine topic.";

    /** The configuration's definition; the keys of each entity are added by {@code entities}. */
    public static final ConfigDef CONFIG_DEF = NormalizeConfig.definition();

    private static final Logger LOGGER = LoggerFactory.getLogger(NormalizeChange.class);

    private static final String TRUNCATE = "t";

    /** More schemas than tables and their versions in any plausible task; beyond it everything is worked out anew. */
    private static final int MAX_SCHEMAS = 512;

    private final IdentityHashMap<Schema, Table> tables = new IdentityHashMap<>();
    private @Nullable Settings settings;

    private record Settings(
            String captured, String node, TableNames names, UnavailableValue unavailable, Quarantine quarantine) {}

    /** One table as its envelope schema presents it; a changed table has a new schema. */
    private record Table(
            @Nullable Schema key,
            EnvelopeFormat envelopes,
            TableName name,
            @Nullable TableRoute route) {

        boolean isOf(ConnectRecord<?> record, Struct source) {
            return record.keySchema() == key
                    && envelopes.sourceBlock().tableName(source).equals(name);
        }
    }

    @Override
    public void configure(Map<String, ?> configs) {
        NormalizeConfig config = new NormalizeConfig(configs);
        Topics topics = config.topics();
        tables.clear();
        settings = new Settings(
                topics.captured(config.node()),
                config.node(),
                new TableNames(config.mappings()),
                config.unavailableValue(),
                new Quarantine(topics.quarantine()));
    }

    @Override
    public @Nullable R apply(R record) {
        Settings given = settings;
        if (given == null) {
            throw new IllegalStateException("configure comes before apply");
        }
        if (record.value() == null) {
            return given.names.isTombstoneOfMappedTable(record) ? null : record;
        }
        if (!(record.value() instanceof Struct envelope) || !EnvelopeFormat.fits(envelope.schema())) {
            return record;
        }
        if (!(envelope.getWithoutDefault("source") instanceof Struct source)) {
            return record;
        }
        Table table = table(given, record, envelope.schema(), source);
        return table.route == null ? record : route(given, table, table.route, record, envelope, source);
    }

    private @Nullable R route(Settings given, Table table, TableRoute route, R record, Struct envelope, Struct source) {
        try {
            // A truncate has no key, so it is judged before the table's mapping, which needs one.
            if (TRUNCATE.equals(table.envelopes.op(envelope))) {
                throw new UnconvertibleException("operation '" + TRUNCATE + "' on table " + table.name
                        + " cannot be ordered per key: repeat a truncate as deletes of the rows");
            }
            return route.route(record, envelope);
        } catch (DataException e) {
            String place = table.envelopes.sourceBlock().place(source);
            return given.quarantine.record(record, route.key(envelope), place, e);
        }
    }

    private Table table(Settings given, R record, Schema schema, Struct source) {
        Table table = tables.get(schema);
        if (table == null || !table.isOf(record, source)) {
            if (tables.size() >= MAX_SCHEMAS) {
                tables.clear();
            }
            EnvelopeFormat envelopes = new EnvelopeFormat(schema);
            TableName name = envelopes.sourceBlock().tableName(source);
            table = new Table(record.keySchema(), envelopes, name, routeOf(given, name, envelopes, record.keySchema()));
            tables.put(schema, table);
        }
        return table;
    }

    private static @Nullable TableRoute routeOf(
            Settings given, TableName name, EnvelopeFormat envelopes, @Nullable Schema recordKey) {
        try {
            if (MarkerRoute.TABLE.equals(name.table())) {
                return new MarkerRoute(given.captured, given.node, envelopes, given.unavailable);
            }
            EntityMapping mapping = given.names.mapping(name);
            return mapping == null
                    ? null
                    : new ChangeRoute(given.captured, given.node, mapping, envelopes, recordKey, given.unavailable);
        } catch (UnconvertibleException e) {
            LOGGER.warn("refused table={} reason={}", name.table(), e.getMessage());
            return new RefusedTable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }

    @Override
    public String version() {
        return PluginVersion.VALUE;
    }

    @Override
    public void close() {
        tables.clear();
    }
}
