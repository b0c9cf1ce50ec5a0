package io.evobridge.sink.common.contract;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.Headers;
import io.evobridge.contract.Hlc;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Records of one entity with the fields id, name and amount, as the resolver writes them. The offset is put in later. */
public final class ResolvedTopic {

    /** In the past: there are targets that refuse times to come. */
    private static final long START_MILLIS = 1_700_000_000_000L;

    private final String entity;
    private final Schema schema;
    private long sequence;

    public ResolvedTopic(String entity) {
        this.entity = entity;
        this.schema = SchemaBuilder.struct()
                .name("io.evobridge.entity." + entity)
                .field("id", Schema.INT64_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .field("amount", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    public String entity() {
        return entity;
    }

    public String topic() {
        return "bridge.resolved." + entity;
    }

    /** A state of the row; every call is a newer state than all before. */
    public SinkRecord upsert(long id, @Nullable String name, @Nullable Long amount) {
        return upsert(0, id, name, amount);
    }

    public SinkRecord upsert(int partition, long id, @Nullable String name, @Nullable Long amount) {
        return record(
                partition,
                id,
                schema,
                new Struct(schema).put("id", id).put("name", name).put("amount", amount));
    }

    public SinkRecord delete(long id) {
        return record(0, id, null, null);
    }

    /** A newer state of the row with a value of any shape. */
    public SinkRecord record(int partition, long id, @Nullable Schema valueSchema, @Nullable Object value) {
        sequence++;
        Hlc hlc = Hlc.of(START_MILLIS + sequence, 0);
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(Headers.SEQUENCE, hlc.toString());
        headers.addString(Headers.HLC, hlc.toString());
        headers.addString(Headers.ORIGIN, "node-a");
        headers.addString(Headers.COMMIT_MICROS, Long.toString(hlc.millis() * 1_000));
        return new SinkRecord(
                topic(),
                partition,
                Schema.STRING_SCHEMA,
                new CanonicalKey(entity, List.of(Long.toString(id))).toString(),
                valueSchema,
                value,
                0,
                hlc.millis(),
                TimestampType.CREATE_TIME,
                headers);
    }
}
