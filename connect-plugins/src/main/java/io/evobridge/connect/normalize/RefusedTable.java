package io.evobridge.connect.normalize;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;

/**
 * A mapped table that does not fit its mapping: every record goes to quarantine, with the reason, until one is mended.
 *
 * @param reason what does not fit and what to do
 */
record RefusedTable(String reason) implements TableRoute {

    @Override
    public <R extends ConnectRecord<R>> R route(R record, Struct envelope) {
        throw new UnconvertibleException(reason);
    }
}
