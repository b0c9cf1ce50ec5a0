package io.evobridge.sink.redis;

import io.evobridge.sink.common.row.FieldText;
import io.evobridge.sink.common.row.JsonText;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowField;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A row in the chosen form.
 *
 * @param form how a state is kept
 * @param column the column of form string; null for the other forms
 */
record StateForm(Form form, @Nullable String column) {

    StateForm {
        if ((form == Form.STRING) != (column != null)) {
            throw new IllegalArgumentException("form string, and no other, has a column");
        }
    }

    /** Throws DataException for a row that has no such form. */
    FencedCall put(String key, String version, Expiry expiry, long outliveMillis, Row row) {
        return switch (form) {
            case HASH -> hash(key, version, expiry, outliveMillis, row);
            case JSON -> json(key, version, expiry, outliveMillis, row);
            case STRING -> string(key, version, expiry, outliveMillis, row);
        };
    }

    /** A field of the hash that is in no column stays: it belongs to somebody else. */
    private static FencedCall hash(String key, String version, Expiry expiry, long outliveMillis, Row row) {
        List<String> set = new ArrayList<>(2 * row.values().size());
        List<String> removed = new ArrayList<>();
        List<RowField> columns = row.shape().fields();
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.value(i);
            if (value == null) {
                removed.add(columns.get(i).name());
            } else {
                set.add(columns.get(i).name());
                set.add(FieldText.of(columns.get(i), value));
            }
        }
        return FencedCall.putHash(key, version, expiry, outliveMillis, set, removed);
    }

    private static FencedCall json(String key, String version, Expiry expiry, long outliveMillis, Row row) {
        if (row.shape().isPartial()) {
            throw new DataException("the source left out the value of a field that did not change, and form=json cannot"
                    + " keep the old one; use form=hash, or let the source send whole rows (PostgreSQL: REPLICA IDENTITY"
                    + " FULL)");
        }
        return FencedCall.putString(key, version, expiry, outliveMillis, JsonText.of(row));
    }

    private FencedCall string(String key, String version, Expiry expiry, long outliveMillis, Row row) {
        String name = String.valueOf(column);
        int position = row.shape().position(name);
        if (position < 0) {
            throw new DataException("the record has no field " + name + ", which form.string.field names");
        }
        Object value = row.value(position);
        String text = value == null ? "" : FieldText.of(row.shape().fields().get(position), value);
        return FencedCall.putString(key, version, expiry, outliveMillis, text);
    }
}
