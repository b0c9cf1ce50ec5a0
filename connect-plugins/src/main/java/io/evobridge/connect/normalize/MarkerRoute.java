package io.evobridge.connect.normalize;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.ProgressTableSql;
import java.math.BigDecimal;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the table {@value #TABLE}, as progress markers in the partition that they speak of, so that a partition's
 * order is the log's order. A deleted marker claims nothing and is dropped.
 */
final class MarkerRoute implements TableRoute {

    /** Name of the table that sinks write their progress into, in whatever database or schema. */
    static final String TABLE = ProgressTableSql.NAME;

    private static final String EVIDENCE = ProgressTableSql.EVIDENCE;

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.evobridge.contract.ProgressMarker")
            .field("node", Schema.STRING_SCHEMA)
            .field("topic", Schema.STRING_SCHEMA)
            .field("partition", Schema.INT32_SCHEMA)
            .field("sequence", Schema.INT64_SCHEMA)
            .field("highest_hlc", Schema.INT64_SCHEMA)
            .field("commit_micros", Schema.INT64_SCHEMA)
            .field("position_major", Schema.INT64_SCHEMA)
            .field("position_minor", Schema.INT64_SCHEMA)
            .field("transaction", Schema.OPTIONAL_STRING_SCHEMA)
            .field(EVIDENCE, Schema.OPTIONAL_BYTES_SCHEMA)
            .build();

    private final String topic;
    private final String node;
    private final EnvelopeFormat envelopes;
    private final UnavailableValue unavailable;

    MarkerRoute(String topic, String node, EnvelopeFormat envelopes, UnavailableValue unavailable) {
        this.topic = topic;
        this.node = node;
        this.envelopes = envelopes;
        this.unavailable = unavailable;
        for (String column : List.of("topic", "partition_no", "sequence", "highest_hlc")) {
            if (envelopes.row().field(column) == null) {
                throw new UnconvertibleException("table " + TABLE + " has no column " + column
                        + ": it is not the table that a sink of Evobridge creates");
            }
        }
    }

    @Override
    public <R extends ConnectRecord<R>> @Nullable R route(R record, Struct envelope) {
        String op = envelopes.op(envelope);
        if ("d".equals(op)) {
            return null;
        }
        Struct row = envelopes.after(envelope);
        if (row == null) {
            throw new UnconvertibleException("operation '" + op + "' on table " + TABLE + " says no progress");
        }
        Write write = envelopes.write(node, op, envelope);
        String resolved = String.valueOf(value(row, "topic"));
        int partition = Math.toIntExact(number(row, "partition_no"));
        Struct marker = new Struct(SCHEMA)
                .put("node", node)
                .put("topic", resolved)
                .put("partition", partition)
                .put("sequence", number(row, "sequence"))
                .put("highest_hlc", number(row, "highest_hlc"))
                .put("commit_micros", write.commitMicros())
                .put("position_major", write.position().major())
                .put("position_minor", write.position().minor())
                .put("transaction", write.transaction())
                .put(EVIDENCE, evidence(row));
        String key = new CanonicalKey(TABLE, List.of(resolved, Integer.toString(partition))).toString();
        return record.newRecord(topic, partition, Schema.STRING_SCHEMA, key, SCHEMA, marker, null, record.headers());
    }

    /** Null where the table is older than the column, and where this transaction left alone what another had written. */
    private @Nullable Object evidence(Struct row) {
        Object value = row.schema().field(EVIDENCE) == null ? null : row.getWithoutDefault(EVIDENCE);
        return value == null || unavailable.is(value) ? null : value;
    }

    /** Also takes an unsigned column, whose numbers arrive as decimals: the bits are the same. */
    private static long number(Struct row, String column) {
        Object value = value(row, column);
        if (value instanceof BigDecimal decimal) {
            return decimal.toBigInteger().longValue();
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new UnconvertibleException("column " + column + " of table " + TABLE + " is not a number");
    }

    private static Object value(Struct row, String column) {
        Field field = row.schema().field(column);
        Object value = field == null ? null : row.getWithoutDefault(column);
        if (value == null) {
            throw new UnconvertibleException("column " + column + " of table " + TABLE + " is null");
        }
        return value;
    }
}
