package io.evobridge.connect.normalize;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A table as a Debezium connector presents it: makes the records that the connector would send. */
final class CapturedTable {

    static final long COMMIT_MICROS = 1_763_690_000_123_456L;
    static final long CAPTURED_MICROS = COMMIT_MICROS + 5_000;

    private static final Schema BINLOG = SchemaBuilder.struct()
            .name("io.debezium.connector.mysql.Source")
            .field("connector", Schema.STRING_SCHEMA)
            .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.OPTIONAL_STRING_SCHEMA)
            .field("gtid", Schema.OPTIONAL_STRING_SCHEMA)
            .field("file", Schema.STRING_SCHEMA)
            .field("pos", Schema.INT64_SCHEMA)
            .field("row", Schema.INT32_SCHEMA)
            .build();

    private static final Schema WAL = SchemaBuilder.struct()
            .name("io.debezium.connector.postgresql.Source")
            .field("connector", Schema.STRING_SCHEMA)
            .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("sequence", Schema.OPTIONAL_STRING_SCHEMA)
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private final String topic;
    private final Schema row;
    private final @Nullable Schema key;
    private final Schema envelope;
    private final Struct source;

    private CapturedTable(String qualified, Schema row, List<String> keyColumns, Struct source) {
        this.topic = "src." + qualified;
        this.row = row;
        this.source = source;
        SchemaBuilder keyBuilder = SchemaBuilder.struct().name(topic + ".Key");
        keyColumns.forEach(column -> keyBuilder.field(column, row.field(column).schema()));
        this.key = keyColumns.isEmpty() ? null : keyBuilder.build();
        this.envelope = SchemaBuilder.struct()
                .name(topic + ".Envelope")
                .field("before", row)
                .field("after", row)
                .field("source", source.schema())
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    /** A table of MySQL at binlog.000007:1234:2 in transaction u:9. */
    static CapturedTable mysql(String database, String table, Schema row, String... keyColumns) {
        Struct source = new Struct(BINLOG)
                .put("connector", "mysql")
                .put("ts_us", COMMIT_MICROS)
                .put("db", database)
                .put("table", table)
                .put("gtid", "u:9")
                .put("file", "binlog.000007")
                .put("pos", 1234L)
                .put("row", 2);
        return new CapturedTable(database + "." + table, row, List.of(keyColumns), source);
    }

    /** A table of PostgreSQL at LSN 0/200 after the commit 0/100 in transaction 77. */
    static CapturedTable postgres(String schema, String table, Schema row, String... keyColumns) {
        Struct source = new Struct(WAL)
                .put("connector", "postgresql")
                .put("ts_us", COMMIT_MICROS)
                .put("db", "shop")
                .put("sequence", "[\"256\",\"512\"]")
                .put("schema", schema)
                .put("table", table)
                .put("txId", 77L)
                .put("lsn", 512L);
        return new CapturedTable(schema + "." + table, row, List.of(keyColumns), source);
    }

    /** Optional columns of a row schema that is itself optional, as in an envelope. */
    static SchemaBuilder row() {
        return SchemaBuilder.struct().name("Value").optional();
    }

    Struct source() {
        return source;
    }

    Struct row(Map<String, ?> values) {
        Struct struct = new Struct(row);
        values.forEach(struct::put);
        return struct;
    }

    SourceRecord change(String op, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        Struct beforeRow = before == null ? null : row(before);
        Struct afterRow = after == null ? null : row(after);
        Struct value = new Struct(envelope)
                .put("before", beforeRow)
                .put("after", afterRow)
                .put("source", source)
                .put("op", op)
                .put("ts_us", CAPTURED_MICROS);
        return record(keyOf(afterRow == null ? beforeRow : afterRow), envelope, value);
    }

    SourceRecord tombstone(Map<String, ?> row) {
        return record(keyOf(row(row)), null, null);
    }

    private @Nullable Struct keyOf(@Nullable Struct from) {
        if (key == null || from == null) {
            return null;
        }
        Struct struct = new Struct(key);
        for (Field field : key.fields()) {
            struct.put(field, from.get(field.name()));
        }
        return struct;
    }

    private SourceRecord record(@Nullable Struct keyStruct, @Nullable Schema schema, @Nullable Object value) {
        return new SourceRecord(
                Map.of("server", "src"), Map.of("pos", 1234L), topic, null, key, keyStruct, schema, value);
    }
}
