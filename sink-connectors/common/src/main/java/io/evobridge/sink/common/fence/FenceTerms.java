package io.evobridge.sink.common.fence;

import io.evobridge.contract.Headers;
import io.evobridge.contract.RowFingerprint;
import io.evobridge.sink.common.row.HeaderText;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What a resolved record says about one writable node.
 *
 * @param held whether the node provably holds the state already
 * @param known how the node's log last showed the row; {@link RowFingerprint#ABSENT} where it never did
 * @param marked sequence of the last marker in the node's log that {@code known} takes into account; -1 for none
 * @param seen version vector of the state, handed back unchanged as evidence
 */
public record FenceTerms(boolean held, long known, long marked, String seen) {

    private static final long NO_MARKER = -1;

    /** Reads the headers; throws DataException where one is malformed. */
    public static FenceTerms of(SinkRecord record, String node) {
        String holders = Objects.requireNonNullElse(HeaderText.of(record, Headers.HOLDS), "");
        String known = HeaderText.of(record, Headers.KNOWN_PREFIX + node);
        String marked = HeaderText.of(record, Headers.MARKED_PREFIX + node);
        String seen = Objects.requireNonNullElse(HeaderText.of(record, Headers.SEEN), "");
        try {
            return new FenceTerms(
                    List.of(holders.split(",", -1)).contains(node),
                    known == null ? RowFingerprint.ABSENT : RowFingerprint.parse(known),
                    marked == null ? NO_MARKER : Long.parseLong(marked),
                    seen);
        } catch (NumberFormatException e) {
            throw new DataException(
                    "the header " + Headers.KNOWN_PREFIX + node + " is no fingerprint, or " + Headers.MARKED_PREFIX
                            + node + " no number",
                    e);
        }
    }
}
