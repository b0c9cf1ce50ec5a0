package io.evobridge.connect.normalize;

import static java.util.Objects.requireNonNull;

import io.evobridge.contract.LogPosition;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Write-ahead logs of PostgreSQL, decoded in the order of commits. The source block says the LSN of the change and, in
 * {@code sequence}, the LSN of the commit before it.
 *
 * <p>Changes of overlapping transactions carry LSNs that do not follow the commit order. The commit before orders
 * transactions; the greater of it and the change's LSN also orders against a snapshot, which knows only an LSN: the
 * first transaction after the snapshot still carries a commit that the snapshot has seen.
 */
final class WalFormat implements PositionFormat {

    private final Field lsn;
    private final @Nullable Field sequence;
    private final @Nullable Field txId;

    WalFormat(Schema source) {
        this.lsn = requireNonNull(source.field("lsn"));
        this.sequence = source.field("sequence");
        this.txId = source.field("txId");
    }

    static boolean fits(Schema source) {
        Field lsn = source.field("lsn");
        return lsn != null && lsn.schema().type() == Schema.Type.INT64;
    }

    @Override
    public LogPosition position(Struct source, boolean snapshot) {
        long previousCommit = 0;
        Long change = (Long) source.get(lsn);
        String text = sequence == null ? null : (String) source.get(sequence);
        if (text != null) {
            int comma = text.indexOf(',');
            previousCommit = Math.max(0, number(text, 0, comma));
            if (change == null && comma > 0) {
                // Rows of an incremental snapshot have their LSN only here.
                long number = number(text, comma, text.length());
                change = number < 0 ? null : number;
            }
        }
        if (change == null) {
            throw new UnconvertibleException("the source block has no LSN, so the write has no place in the log");
        }
        long major = Math.max(previousCommit, change);
        return new LogPosition(major, snapshot ? 0 : change);
    }

    @Override
    public @Nullable String transaction(Struct source) {
        Object id = txId == null ? null : source.get(txId);
        return id == null ? null : id.toString();
    }

    /** Debezium adds the LSN of the event, which differs between the events of one transaction. */
    @Override
    public String transactionOf(String metadata) {
        int colon = metadata.indexOf(':');
        return colon < 0 ? metadata : metadata.substring(0, colon);
    }

    /** The LSN as PostgreSQL prints it, such as {@code 0/16B3748}. */
    @Override
    public String place(Struct source) {
        Long change = (Long) source.get(lsn);
        return change == null ? "unknown" : String.format("%X/%X", change >>> 32, change & 0xFFFFFFFFL);
    }

    @Override
    public boolean leavesOut() {
        return true;
    }

    /** The digits between two indexes as a number, -1 where there are none: the text is {@code ["12","34"]}. */
    private static long number(String text, int from, int to) {
        long number = -1;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                number = Math.max(number, 0) * 10 + digit;
            }
        }
        return number;
    }
}
