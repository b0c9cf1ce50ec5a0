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
        this.unavailable = envelopes.sourceBlock().leavesOut() ? unavailable : null;
    }

    @Override
    public <R extends ConnectRecord<R>> @Nullable R route(R record, Struct envelope) {
        String op = envelopes.op(envelope);
        Struct row = keyedRow(envelope, op);
        String key = rows.key(row);
        Set<String> leftOut = new LinkedHashSet<>(0);
        Struct before = null;
        Struct after = null;
        if (DELETE.equals(op)) {
            before = deleted(row, leftOut);
        } else {
            after = rows.image(row, unavailable, leftOut);
            Struct previousRow = envelopes.before(envelope);
            before = previous(previousRow, key, leftOut);
            if (after.equals(before) && !row.equals(previousRow)) {
                return null;
            }
        }
        if (!SNAPSHOT.equals(op) && envelopes.sourceBlock().cutsUuids(envelopes.source(envelope))) {
            CutUuid.refuse(after != null ? after : requireNonNull(before));
        }
        Write write = envelopes.write(node, op, envelope);
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

    /** The row that tells the key: the new state, or for a delete the old one. */
    private Struct keyedRow(Struct envelope, String op) {
        if (!OPERATIONS.contains(op)) {
            throw new UnconvertibleException("operation '" + op + "' on table " + mapping.table()
                    + " is not known; it must be one of " + OPERATIONS);
        }
        Struct row = DELETE.equals(op) ? envelopes.before(envelope) : envelopes.after(envelope);
        if (row == null) {
            throw new UnconvertibleException("operation '" + op + "' on table " + mapping.table()
                    + " came without the row: give the table a primary key or a replica identity");
        }
        return row;
    }

    private @Nullable Struct previous(@Nullable Struct row, String key, Set<String> leftOut) {
        if (row == null) {
            return null;
        }
        if (!key.equals(rows.key(row))) {
            throw new UnconvertibleException("an update changes the key of entity " + mapping.entity()
                    + " but did not arrive as delete and create");
        }
        return rows.image(row, unavailable, leftOut);
    }

    private Struct deleted(Struct row, Set<String> leftOut) {
        Struct image = rows.image(row, unavailable, leftOut);
        return unavailable != null && rows.tellsOnlyKey(row) ? rows.keyOnly(image, leftOut) : image;
    }
}
