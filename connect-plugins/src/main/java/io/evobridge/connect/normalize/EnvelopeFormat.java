package io.evobridge.connect.normalize;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Where one Debezium envelope schema keeps its parts. */
final class EnvelopeFormat {

    private static final long MICROS_PER_MILLI = 1_000;

    private final Field op;
    private final Field source;
    private final Field before;
    private final Field after;
    private final @Nullable Field micros;
    private final @Nullable Field millis;
    private final @Nullable Field transaction;
    private final SourceBlock sourceBlock;

    EnvelopeFormat(Schema envelope) {
        this.op = requireNonNull(envelope.field("op"));
        this.source = requireNonNull(envelope.field("source"));
        this.before = requireNonNull(envelope.field("before"));
        this.after = requireNonNull(envelope.field("after"));
        this.micros = envelope.field("ts_us");
        this.millis = envelope.field("ts_ms");
        this.transaction = envelope.field("transaction");
        this.sourceBlock = new SourceBlock(source.schema());
    }

    /** Whether values of this schema are changes of rows; heartbeats, transactions and schema changes are not. */
    static boolean fits(@Nullable Schema value) {
        return value != null
                && value.type() == Schema.Type.STRUCT
                && value.field("op") != null
                && value.field("before") != null
                && value.field("after") != null
                && value.field("source") != null
                && value.field("source").schema().type() == Schema.Type.STRUCT;
    }

    SourceBlock sourceBlock() {
        return sourceBlock;
    }

    /** Schema of the rows. */
    Schema row() {
        return after.schema();
    }

    String op(Struct envelope) {
        return String.valueOf(envelope.get(op));
    }

    Struct source(Struct envelope) {
        if (envelope.get(source) instanceof Struct block) {
            return block;
        }
        throw new UnconvertibleException("the envelope has no source block, so the write has no place in the log");
    }

    @Nullable
    Struct before(Struct envelope) {
        return (Struct) envelope.get(before);
    }

    @Nullable
    Struct after(Struct envelope) {
        return (Struct) envelope.get(after);
    }

    /** Where and when the change was written. */
    Write write(String node, String op, Struct envelope) {
        Struct block = source(envelope);
        boolean snapshot = "r".equals(op);
        Long captured = capturedMicros(envelope);
        long commitMicros = sourceBlock.commitMicros(block, captured);
        return new Write(
                node,
                op,
                commitMicros,
                captured == null ? commitMicros : captured,
                sourceBlock.position(block, snapshot),
                snapshot ? null : transaction(envelope, block));
    }

    private @Nullable String transaction(Struct envelope, Struct block) {
        Struct metadata = transaction == null ? null : (Struct) envelope.get(transaction);
        return sourceBlock.transaction(block, metadata == null ? null : metadata.getString("id"));
    }

    private @Nullable Long capturedMicros(Struct envelope) {
        Object exact = micros == null ? null : envelope.get(micros);
        if (exact instanceof Long value) {
            return value;
        }
        Object coarse = millis == null ? null : envelope.get(millis);
        return coarse instanceof Long value ? value * MICROS_PER_MILLI : null;
    }
}
