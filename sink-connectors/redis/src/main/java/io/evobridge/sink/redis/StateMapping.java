package io.evobridge.sink.redis;

import io.evobridge.sink.common.row.FieldText;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowChange;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** From a change of a row to the call that brings its state to Redis. Pure. */
final class StateMapping {

    private final KeyPattern pattern;
    private final StateForm form;
    private final ExpiryRule expiry;
    private final long markerMillis;
    private final boolean cluster;

    StateMapping(KeyPattern pattern, StateForm form, ExpiryRule expiry, long markerMillis, boolean cluster) {
        this.pattern = pattern;
        this.form = form;
        this.expiry = expiry;
        this.markerMillis = markerMillis;
        this.cluster = cluster;
    }

    /** Throws DataException for a change that has no key or no state in Redis. */
    FencedCall call(RowChange change) {
        String key = key(change);
        String version = change.sequence().toString();
        Row row = change.row();
        if (row == null) {
            return FencedCall.delete(key, version, form.form(), markerMillis);
        }
        return form.put(key, version, expiry.of(row), markerMillis, row);
    }

    private String key(RowChange change) {
        try {
            String key = pattern.keyOf(new ChangeFields(change));
            if (cluster && !FenceKey.sharesSlot(key)) {
                throw new IllegalArgumentException("in a cluster a key with '}' must have a hash tag, as {{{id}}} in"
                        + " key.pattern gives it, or its fence is in another slot");
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new DataException(e.getMessage() + " (" + change.position() + ")", e);
        }
    }

    /** What a change offers to the placeholders of the pattern. */
    private record ChangeFields(RowChange change) implements KeyPattern.Fields {

        @Override
        public String topic() {
            return change.source().topic();
        }

        @Override
        public String entity() {
            return change.entity();
        }

        @Override
        public String collection() {
            return change.collection();
        }

        @Override
        public List<String> key() {
            return change.key().parts();
        }

        @Override
        public @Nullable String named(String name) {
            int place = change.key().fields().shape().position(name);
            if (place >= 0) {
                return change.key().parts().get(place);
            }
            Row row = change.row();
            int position = row == null ? -1 : row.shape().position(name);
            Object value = row == null || position < 0 ? null : row.value(position);
            return row == null || value == null
                    ? null
                    : FieldText.of(row.shape().fields().get(position), value);
        }
    }
}
