package io.evobridge.resolver.core.merge;

import io.evobridge.contract.LogPosition;
import io.evobridge.contract.RowFingerprint;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import org.jspecify.annotations.Nullable;

/**
 * What a writable database had seen of one key, and how its row looked, at the place up to which its log has been read.
 * Immutable.
 *
 * <p>Law: reading a part of the log again changes nothing. What an event showed is taken once, with the key's state; a
 * repeated event only adds to {@code seen} what is in it already.
 *
 * @param seen every write that the node had been shown, or made
 * @param at place in the log of the last event about the key
 * @param print {@link RowFingerprint} of the row there
 * @param whole whether the row is what all of {@code seen} resolves to, as far as the log tells
 * @param refusals how often in a row the sink left the row alone
 * @param transaction of the last sink that wrote the row; null for none
 * @param told sequence of the node's last marker that had been read when the key was sent last; {@link #NOTHING} for none
 */
public record NodeView(
        VersionVector seen,
        LogPosition at,
        long print,
        boolean whole,
        int refusals,
        @Nullable String transaction,
        long told) {

    /** In place of the sequence of a marker: none has been read. */
    public static final long NOTHING = -1;

    /** Of a node whose log never showed the key. */
    public static final NodeView NONE =
            new NodeView(VersionVector.EMPTY, LogPosition.START, RowFingerprint.ABSENT, true, 0, null, NOTHING);

    public NodeView {
        if (refusals < 0) {
            throw new IllegalArgumentException("a view with " + refusals + " refusals");
        }
    }

    /**
     * Whether a row change is the doing of a sink. One that stands before {@code at} has been judged before: if it had
     * been a write of the node's own, the key would cover it. An echo that the key covers too, because the node wrote
     * later, is taken for a write that was replaced: that changes nothing.
     *
     * @param known whether the key covers the change
     */
    public boolean isEcho(LogPosition position, @Nullable String changedBy, boolean known) {
        boolean same = changedBy != null && changedBy.equals(transaction);
        return same || (!known && position.compareTo(at) < 0);
    }

    /** The node wrote the row. A snapshot gives many rows one place, so the place itself counts too. */
    NodeView wrote(Dot dot, long written, boolean nowWhole) {
        VersionVector after = seen.with(dot);
        return dot.position().compareTo(at) < 0
                ? new NodeView(after, at, print, whole, refusals, transaction, told)
                : new NodeView(after, dot.position(), written, nowWhole, 0, transaction, told);
    }

    /**
     * A sink wrote the row. What it wrote is older than what the node had been shown where it did not know the node's
     * last write, or where a resolver that was started anew sent an older state again: then the row is not whole.
     *
     * @param given every write that is contained in what was written, or was replaced by it
     * @param state every write that the key knows; others cannot be sent
     */
    NodeView applied(SinkTransaction by, VersionVector given, long written, VersionVector state) {
        VersionVector after = seen.join(given);
        return by.at().compareTo(at) <= 0
                ? new NodeView(after, at, print, whole, refusals, transaction, told)
                : new NodeView(after, by.at(), written, given.covers(seen.meet(state)), 0, by.id(), told);
    }

    /**
     * Whether a refusal wants the key sent again. It does not where a younger record is on its way, or every refusal of
     * a node that lags would make records that other nodes refuse. One that is read again does: its answer may be lost.
     *
     * @param knew sequence of the last marker that the refused record knew
     */
    public boolean wantsAnswer(SinkTransaction by, long knew) {
        return knew >= told || by.at().compareTo(at) <= 0;
    }

    /**
     * A sink found a row that it did not expect, and left it alone. That says nothing about what the node has seen. Of a
     * row that was not there the log knows better: it could not be locked, and may have been inserted since.
     */
    NodeView refused(SinkTransaction by, long found, long knew) {
        long looks = found == RowFingerprint.ABSENT ? print : found;
        int counted = wantsAnswer(by, knew) ? refusals + 1 : refusals;
        return by.at().compareTo(at) <= 0
                ? this
                : new NodeView(seen, by.at(), looks, whole && looks == print, counted, transaction, told);
    }

    /** The key is sent, with the knowledge of the node's log up to this marker. */
    NodeView told(long marked) {
        return new NodeView(seen, at, print, whole, refusals, transaction, marked);
    }

    NodeView released() {
        return refusals == 0 ? this : new NodeView(seen, at, print, whole, 0, transaction, told);
    }
}
