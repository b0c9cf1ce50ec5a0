package io.evobridge.sink.common.contract;

import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Records that Evobridge did not produce: struct keys, schemaless maps, Debezium envelopes, flattened rows. */
public final class PlainTopic {

    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();

    private final String entity;
    private final Schema row;
    private final Schema envelope;
    private final Schema flattened;

    public PlainTopic(String entity) {
        this.entity = entity;
        this.row = rowSchema().optional().build();
        this.envelope = SchemaBuilder.struct()
                .name("server.shop." + entity + ".Envelope")
                .field("before", row)
                .field("after", row)
                .field("op", Schema.STRING_SCHEMA)
                .build();
        this.flattened =
                rowSchema().field("__deleted", Schema.OPTIONAL_STRING_SCHEMA).build();
    }

    public String entity() {
        return entity;
    }

    public String topic() {
        return "server.shop." + entity;
    }

    public Struct row(long id, @Nullable String name, @Nullable Long amount) {
        return new Struct(row).put("id", id).put("name", name).put("amount", amount);
    }

    public SinkRecord upsert(long id, @Nullable String name, @Nullable Long amount) {
        return record(KEY, new Struct(KEY).put("id", id), row, row(id, name, amount));
    }

    /** A Debezium change event; the images may be null as the operation asks. */
    public SinkRecord event(long id, String op, @Nullable Struct before, @Nullable Struct after) {
        Struct value = new Struct(envelope).put("op", op).put("before", before).put("after", after);
        return record(KEY, new Struct(KEY).put("id", id), envelope, value);
    }

    public SinkRecord flattened(long id, @Nullable String name, @Nullable Long amount, boolean deleted) {
        Struct value = new Struct(flattened)
                .put("id", id)
                .put("name", name)
                .put("amount", amount)
                .put("__deleted", Boolean.toString(deleted));
        return record(KEY, new Struct(KEY).put("id", id), flattened, value);
    }

    public SinkRecord tombstone(long id) {
        return record(KEY, new Struct(KEY).put("id", id), null, null);
    }

    public SinkRecord record(
            @Nullable Schema keySchema, @Nullable Object key, @Nullable Schema valueSchema, @Nullable Object value) {
        return new SinkRecord(
                topic(), 0, keySchema, key, valueSchema, value, 0, 1_700_000_000_000L, TimestampType.CREATE_TIME);
    }

    private static SchemaBuilder rowSchema() {
        return SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .field("amount", Schema.OPTIONAL_INT64_SCHEMA);
    }
}
