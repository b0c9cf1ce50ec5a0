package io.evobridge.load.jmh;

import io.evobridge.connect.normalize.NormalizeChange;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** An update of a table of ten columns, as Debezium's MySQL connector presents it. */
public final class CapturedRow {

    private static final Schema ROW = SchemaBuilder.struct()
            .name("src.shop.customers.Value")
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("email", Schema.OPTIONAL_STRING_SCHEMA)
            .field("street", Schema.OPTIONAL_STRING_SCHEMA)
            .field("city", Schema.OPTIONAL_STRING_SCHEMA)
            .field("balance", Decimal.builder(2).optional().build())
            .field("score", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("visits", Schema.OPTIONAL_INT32_SCHEMA)
            .field("active", Schema.OPTIONAL_INT16_SCHEMA)
            .field("changed", timestamp())
            .build();

    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.mysql.Source")
            .field("version", Schema.STRING_SCHEMA)
            .field("connector", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("snapshot", Schema.OPTIONAL_STRING_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("sequence", Schema.OPTIONAL_STRING_SCHEMA)
            .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
            .field("ts_ns", Schema.OPTIONAL_INT64_SCHEMA)
            .field("table", Schema.OPTIONAL_STRING_SCHEMA)
            .field("server_id", Schema.INT64_SCHEMA)
            .field("gtid", Schema.OPTIONAL_STRING_SCHEMA)
            .field("file", Schema.STRING_SCHEMA)
            .field("pos", Schema.INT64_SCHEMA)
            .field("row", Schema.INT32_SCHEMA)
            .field("thread", Schema.OPTIONAL_INT64_SCHEMA)
            .field("query", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static final Schema KEY = SchemaBuilder.struct()
            .name("src.shop.customers.Key")
            .field("id", Schema.INT64_SCHEMA)
            .build();

    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .name("src.shop.customers.Envelope")
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private CapturedRow() {}

    /** The record as it leaves the connector. */
    public static SourceRecord captured() {
        Struct source = new Struct(SOURCE)
                .put("version", "3.5.0.Final")
                .put("connector", "mysql")
                .put("name", "src")
                .put("ts_ms", 1_763_690_000_123L)
                .put("snapshot", "false")
                .put("db", "shop")
                .put("ts_us", 1_763_690_000_123_456L)
                .put("ts_ns", 1_763_690_000_123_456_000L)
                .put("table", "customers")
                .put("server_id", 1L)
                .put("gtid", "3e11fa47-71ca-11e1-9e33-c80aa9429562:23")
                .put("file", "binlog.000007")
                .put("pos", 1_234L)
                .put("row", 0)
                .put("thread", 11L);
        Struct value = new Struct(ENVELOPE)
                .put("before", row("Ada Lovelace", "100.00"))
                .put("after", row("Ada King", "70.25"))
                .put("source", source)
                .put("op", "u")
                .put("ts_ms", 1_763_690_000_128L)
                .put("ts_us", 1_763_690_000_128_456L);
        return new SourceRecord(
                Map.of("server", "src"),
                Map.of("pos", 1_234L),
                "src.shop.customers",
                null,
                KEY,
                new Struct(KEY).put("id", 42L),
                ENVELOPE,
                value);
    }

    /** The transformation of a bridge that maps this table to an entity. */
    public static NormalizeChange<SourceRecord> transformation() {
        NormalizeChange<SourceRecord> transformation = new NormalizeChange<>();
        transformation.configure(Map.of(
                "bridge", "trading",
                "node", "shop",
                "entities", "customer",
                "entity.customer.table", "shop.customers",
                "entity.customer.columns", "full_name:name"));
        return transformation;
    }

    private static Struct row(String name, String balance) {
        return new Struct(ROW)
                .put("id", 42L)
                .put("name", name)
                .put("email", "ada@example.org")
                .put("street", "12 Saint James Square")
                .put("city", "London")
                .put("balance", new BigDecimal(balance))
                .put("score", 0.75)
                .put("visits", 1_815)
                .put("active", (short) 1)
                .put("changed", 1_763_690_000_123_456L);
    }

    private static Schema timestamp() {
        return SchemaBuilder.int64()
                .name("io.debezium.time.MicroTimestamp")
                .version(1)
                .optional()
                .build();
    }
}
