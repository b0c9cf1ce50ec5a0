package io.evobridge.connect.normalize;

import io.evobridge.contract.LogPosition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** How one kind of log says where a write stands in it. */
interface PositionFormat {

    /**
     * The place of a write; a later write of the log is greater.
     *
     * @param snapshot whether the row was read by a snapshot, which stands before every write that it has not seen
     * @throws UnconvertibleException when the source block lacks what is needed
     */
    LogPosition position(Struct source, boolean snapshot);

    /** The database's transaction id, equal for all events of one transaction; null where the log names none. */
    @Nullable
    String transaction(Struct source);

    /** The database's transaction id inside the one of Debezium's transaction metadata. */
    default String transactionOf(String metadata) {
        return metadata;
    }

    /** The place in the words of the database, for a person. */
    String place(Struct source);

    /** Whether the log may leave out values: unchanged large ones, and all but the key of a deleted row. */
    boolean leavesOut();

    /** The format of a source block's schema; null where no position can be built. */
    static @Nullable PositionFormat of(Schema source) {
        if (BinlogFormat.fits(source)) {
            return new BinlogFormat(source);
        }
        return WalFormat.fits(source) ? new WalFormat(source) : null;
    }
}
