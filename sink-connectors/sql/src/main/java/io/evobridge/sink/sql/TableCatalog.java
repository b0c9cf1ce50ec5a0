package io.evobridge.sink.sql;

import io.evobridge.sink.common.row.RowField;
import io.evobridge.sink.common.row.RowKey;
import io.evobridge.sink.common.row.RowShape;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Fault;
import io.evobridge.sink.sql.dialect.Table;
import io.evobridge.sink.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the sink knows of its target tables: read from the database, kept for a while, created and widened if allowed. */
final class TableCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(TableCatalog.class);

    /** A unique index that somebody adds must be noticed, or an upsert could be redirected. */
    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int MAX_TABLES = 1_000;

    private final Dialect dialect;
    private final SchemaEvolution evolution;
    private final LongSupplier nanoClock;
    private final Map<TableName, Entry> tables = new LinkedHashMap<>();

    private record Entry(Table table, long readNanos) {}

    TableCatalog(Dialect dialect, SchemaEvolution evolution, LongSupplier nanoClock) {
        this.dialect = dialect;
        this.evolution = evolution;
        this.nanoClock = nanoClock;
    }

    /** The table, null where there is none. Throws ConnectException where one was there and has vanished. */
    @Nullable
    Table find(Connection connection, TableName name) throws SQLException {
        Entry known = tables.get(name);
        if (known != null && nanoClock.getAsLong() - known.readNanos() < MAX_AGE_NANOS) {
            return known.table();
        }
        Table table = dialect.read(connection, name);
        if (table == null) {
            if (known != null) {
                tables.remove(name);
                throw dropped(name);
            }
            return null;
        }
        remember(table);
        return table;
    }

    /** The next look asks the database. */
    void forget(TableName name) {
        Entry known = tables.get(name);
        if (known != null) {
            tables.put(name, new Entry(known.table(), nanoClock.getAsLong() - MAX_AGE_NANOS));
        }
    }

    /** The next look at any table asks the database. */
    void forgetAll() {
        List.copyOf(tables.keySet()).forEach(this::forget);
    }

    /**
     * The table, with a column for every field that rows of this shape bring; created and widened if allowed. Ends an
     * open transaction, as DDL does in MySQL: call it before one begins.
     */
    Table ensure(Connection connection, TableName name, RowKey key, RowShape shape) throws SQLException {
        Table table = find(connection, name);
        if (table == null) {
            table = create(connection, name, key, shape);
        }
        List<RowField> missing = missing(table, shape);
        if (!missing.isEmpty()) {
            // Another task, or a person, may have added them since.
            forget(name);
            table = Objects.requireNonNull(find(connection, name));
            missing = missing(table, shape);
        }
        return missing.isEmpty() ? table : widen(connection, table, missing);
    }

    private List<RowField> missing(Table table, RowShape shape) {
        return shape.fields().stream()
                .filter(field -> table.column(field.name()) == null && dialect.columnType(field, false) != null)
                .toList();
    }

    private Table create(Connection connection, TableName name, RowKey key, RowShape shape) throws SQLException {
        if (evolution == SchemaEvolution.NONE) {
            throw missing(name);
        }
        Set<String> keyNames = Set.copyOf(key.names());
        List<String> columns = new ArrayList<>();
        for (String keyField : key.names()) {
            RowField field = shape.fields().get(shape.position(keyField));
            columns.add(dialect.quote(keyField) + ' ' + dialect.columnType(field, true) + " NOT NULL");
        }
        for (RowField field : shape.fields()) {
            String type = dialect.columnType(field, false);
            if (!keyNames.contains(field.name()) && type != null) {
                columns.add(dialect.quote(field.name()) + ' ' + type + " NULL");
            }
        }
        String keyList = key.names().stream().map(dialect::quote).collect(Collectors.joining(", "));
        execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + name.sql(dialect::quote) + " (" + String.join(", ", columns)
                        + ", PRIMARY KEY (" + keyList + "))" + dialect.createTableTail());
        LOG.info("msg=\"table created\" table={} columns={}", name, columns.size());
        return reread(connection, name);
    }

    private Table widen(Connection connection, Table table, List<RowField> missing) throws SQLException {
        if (evolution == SchemaEvolution.NONE) {
            throw new ConnectException("table " + table.name() + " has no column for the fields "
                    + missing.stream().map(RowField::name).toList()
                    + "; add them, leave them out with field.exclude.list, or set schema.evolution=basic");
        }
        String added = missing.stream()
                .map(field ->
                        "ADD COLUMN " + dialect.quote(field.name()) + ' ' + dialect.columnType(field, false) + " NULL")
                .collect(Collectors.joining(", "));
        try {
            execute(connection, "ALTER TABLE " + table.name().sql(dialect::quote) + ' ' + added);
            LOG.info("msg=\"columns added\" table={} columns={}", table.name(), missing.size());
        } catch (SQLException e) {
            if (dialect.fault(e) != Fault.DUPLICATE_COLUMN) {
                throw e;
            }
            connection.rollback();
        }
        return reread(connection, table.name());
    }

    private Table reread(Connection connection, TableName name) throws SQLException {
        Table table = dialect.read(connection, name);
        if (table == null) {
            throw dropped(name);
        }
        remember(table);
        return table;
    }

    private void remember(Table table) {
        if (tables.size() >= MAX_TABLES && !tables.containsKey(table.name())) {
            tables.remove(tables.keySet().iterator().next());
        }
        tables.put(table.name(), new Entry(table, nanoClock.getAsLong()));
    }

    static ConnectException missing(TableName name) {
        return new ConnectException("table " + name
                + " does not exist, or the user may not see it; create it, grant SELECT on it, or set schema.evolution=basic to let the"
                + " sink create it. If it was dropped, reset the connector's offsets to fill it again");
    }

    private static ConnectException dropped(TableName name) {
        return new ConnectException(
                "table " + name + " was dropped while the sink wrote to it. Restore it and restart the"
                        + " task; or stop the connector, reset its offsets (DELETE /connectors/<name>/offsets) and resume it to"
                        + " fill a new table from the start");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }

    /** Checks that the key fields identify rows of the table. */
    static void requireIdentity(Table table, List<String> keyFields) {
        if (!table.identifies(keyFields)) {
            throw new ConnectException("table " + table.name() + " has no primary key or unique index over exactly "
                    + keyFields + ", so that its rows cannot be told apart; add one, or change primary.key.fields"
                    + (table.primaryKey().isEmpty() ? "" : " (its primary key is " + table.primaryKey() + ")"));
        }
    }

    /** Checks that every key field is a field of the row, which a table that the sink creates needs. */
    static void requireKeyInRow(RowKey key, RowShape shape) {
        if (!key.names().stream().allMatch(shape::has)) {
            throw new DataException("the key fields " + key.names() + " are not all among the fields of the row");
        }
    }
}
