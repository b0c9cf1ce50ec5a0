package io.evobridge.connect.normalize;

import io.evobridge.contract.LogPosition;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Reads the {@code source} block of one envelope schema: table, place, transaction and commit time. */
final class SourceBlock {

    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** The connector whose database logs commits by the second, and whose UUIDs may be cut. */
    private static final String MARIADB = "mariadb";

    private final @Nullable Field database;
    private final @Nullable Field schema;
    private final @Nullable Field table;
    private final @Nullable Field connector;
    private final @Nullable Field micros;
    private final @Nullable Field millis;
    private final @Nullable PositionFormat format;

    SourceBlock(Schema source) {
        this.database = source.field("db");
        this.schema = source.field("schema");
        this.table = source.field("table");
        this.connector = source.field("connector");
        this.micros = source.field("ts_us");
        this.millis = source.field("ts_ms");
        this.format = PositionFormat.of(source);
    }

    TableName tableName(Struct source) {
        return new TableName(text(source, database), text(source, schema), text(source, table));
    }

    LogPosition position(Struct source, boolean snapshot) {
        return format(source).position(source, snapshot);
    }

    /**
     * The database's transaction id.
     *
     * @param metadata id that the connector made up of it, null where it was not asked to
     */
    @Nullable
    String transaction(Struct source, @Nullable String metadata) {
        String id = format(source).transaction(source);
        return id != null || metadata == null ? id : format(source).transactionOf(metadata);
    }

    boolean leavesOut() {
        return format != null && format.leavesOut();
    }

    /**
     * Commit time by the database's clock, microseconds since 1970 UTC. A log that knows only seconds takes the finer
     * part from the time of capture: inside that second, and never less for a later write than for an earlier one.
     */
    long commitMicros(Struct source, @Nullable Long capturedMicros) {
        long logged = loggedMicros(source);
        if (capturedMicros == null || !isMariaDb(source)) {
            return logged;
        }
        return Math.max(logged, Math.min(capturedMicros, logged + MICROS_PER_SECOND - 1));
    }

    private long loggedMicros(Struct source) {
        Object exact = micros == null ? null : source.get(micros);
        if (exact instanceof Long value) {
            return value;
        }
        Object coarse = millis == null ? null : source.get(millis);
        if (coarse instanceof Long value) {
            return Math.multiplyExact(value, MICROS_PER_MILLI);
        }
        throw new UnconvertibleException("the source block has no commit time: neither ts_us nor ts_ms");
    }

    /** Whether UUIDs that were read from the log may be wrong, see {@link CutUuid}. */
    boolean cutsUuids(Struct source) {
        return isMariaDb(source);
    }

    private boolean isMariaDb(Struct source) {
        return MARIADB.equals(text(source, connector));
    }

    /** The place in the words of the database, for a person. */
    String place(Struct source) {
        return format == null ? "unknown" : format.place(source);
    }

    private PositionFormat format(Struct source) {
        if (format == null) {
            throw new UnconvertibleException("no log position can be built from the source block of connector '"
                    + text(source, connector) + "': it needs file, pos and row, or lsn");
        }
        return format;
    }

    private static @Nullable String text(Struct source, @Nullable Field field) {
        return field != null && source.get(field) instanceof String text && !text.isEmpty() ? text : null;
    }
}
