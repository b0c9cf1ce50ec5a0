package io.evobridge.connect.normalize;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Where the changes of one table go, and as what. */
interface TableRoute {

    /**
     * The record to send instead, null for none.
     *
     * @param <R> source or sink record
     * @throws org.apache.kafka.connect.errors.DataException when the record must go to quarantine
     */
    <R extends ConnectRecord<R>> @Nullable R route(R record, Struct envelope);

    /** The canonical key text of a record that {@link #route} refused; null where none can be built. */
    default @Nullable String key(Struct envelope) {
        return null;
    }
}
