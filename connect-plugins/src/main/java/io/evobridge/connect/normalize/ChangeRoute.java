package io.evobridge.connect.normalize;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a mapped table, as change events on the node's captured topic. An update that changes nothing but columns
 * which are no part of the entity is dropped: it would stand beside concurrent changes of the entity as if it were one.
 * One that changes nothing at all, as PostgreSQL logs it, is somebody's write and stays.
 *
 * <ul>
 *   <li>c, u, d and r (snapshot) become events. A changed primary key arrives from Debezium as d of the old key and c of
 *       the new one, and leaves as such.
 *   <li>t (truncate) and anything else cannot be ordered per key and is refused.
 * </ul>
 */
final class ChangeRoute implements TableRoute {

    private static final String DELETE = "d";
    private static final String SNAPSHOT = "r";
    private static final Set<String> OPERATIONS = Set.of("c", "u", DELETE, SNAPSHOT);

    private final String topic;
    private final String node;
    private final EnvelopeFormat envelopes;
    private final RowMapping rows;
    private final EntityRows entityRows;
    private final ChangeSchema schema;
    private final EntityMapping mapping;
    private final @Nullable UnavailableValue unavailable;

    ChangeRoute(
            String topic,
            String node,
            EntityMapping mapping,
            EnvelopeFormat envelopes,
            @Nullable Schema recordKey,
            UnavailableValue unavailable) {
        this.topic = topic;
        this.node = node;
        this.mapping = mapping;
        this.envelopes = envelopes;
        this.rows = RowMapping.of(mapping, envelopes.row(), recordKey);
        this.schema = new ChangeSchema(mapping.entity(), rows.schema());
        boolean leavesOut = envelopes.sourceBlock().leavesOut();
        this.entityRows = EntityRows.of(mapping, envelopes.row(), recordKey, leavesOut);
        this.unavailable = leavesOut ? unavailable : null;
    }

    @Override
    public <R extends ConnectRecord<R>> @Nullable R route(R record, Struct envelope) {
        EntityRows.Change change = change(envelope);
        if (change == null) {
            return null;
        }
        Struct row = DELETE.equals(change.op()) ? change.before() : change.after();
        if (row == null) {
            throw new UnconvertibleException("operation '" + change.op() + "' on table " + mapping.table()
                    + " came without the row: give the table a primary key or a replica identity");
        }
        String key = rows.key(row);
        Set<String> leftOut = new LinkedHashSet<>(0);
        Struct before = null;
        Struct after = null;
        if (DELETE.equals(change.op())) {
            before = deleted(row, leftOut);
        } else {
            after = rows.image(row, unavailable, leftOut);
            before = previous(change.before(), key, leftOut);
            if (after.equals(before) && !row.equals(change.before())) {
                return null;
            }
        }
        if (!SNAPSHOT.equals(change.op()) && envelopes.sourceBlock().cutsUuids(envelopes.source(envelope))) {
            CutUuid.refuse(after != null ? after : requireNonNull(before));
        }
        Write write = envelopes.write(node, change.op(), envelope);
        Struct value = schema.event(write, new ArrayList<>(leftOut), before, after);
        return record.newRecord(topic, null, Schema.STRING_SCHEMA, key, schema.schema(), value, null, record.headers());
    }

    @Override
    public @Nullable String key(Struct envelope) {
        Struct row = envelopes.after(envelope) != null ? envelopes.after(envelope) : envelopes.before(envelope);
        try {
            return row == null ? null : rows.key(row);
        } catch (UnconvertibleException e) {
            return null;
        }
    }

    private EntityRows.@Nullable Change change(Struct envelope) {
        String op = envelopes.op(envelope);
        if (!OPERATIONS.contains(op)) {
            throw new UnconvertibleException("operation '" + op + "' on table " + mapping.table()
                    + " is not known; it must be one of " + OPERATIONS);
        }
        return entityRows.of(op, envelopes.before(envelope), envelopes.after(envelope));
    }

    /** A row that cannot be converted is in quarantine since it was written: nothing is known of it. */
    private @Nullable Struct previous(@Nullable Struct row, String key, Set<String> leftOut) {
        if (row == null) {
            return null;
        }
        if (!key.equals(rows.key(row))) {
            throw new UnconvertibleException("an update changes the key of entity " + mapping.entity()
                    + " but did not arrive as delete and create");
        }
        return converted(row, leftOut);
    }

    private Struct deleted(Struct row, Set<String> leftOut) {
        if (unavailable != null && rows.tellsOnlyKey(row)) {
            return rows.keyOnly(row, leftOut);
        }
        Struct image = converted(row, leftOut);
        return image == null ? rows.keyOnly(row, leftOut) : image;
    }

    /** Null for a row that cannot be converted; then nothing is left out either. */
    private @Nullable Struct converted(Struct row, Set<String> leftOut) {
        Set<String> untold = new LinkedHashSet<>(0);
        try {
            Struct image = rows.image(row, unavailable, untold);
            leftOut.addAll(untold);
            return image;
        } catch (UnconvertibleException e) {
            return null;
        }
    }
}
