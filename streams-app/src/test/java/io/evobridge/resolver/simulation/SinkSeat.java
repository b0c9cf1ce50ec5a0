package io.evobridge.resolver.simulation;

import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The place of a sink task: who sits there may die and be replaced while the last transaction is still open. */
final class SinkSeat {

    private final Supplier<SqlSink> start;
    private SqlSink sink;
    private @Nullable SqlSink orphan;

    SinkSeat(Supplier<SqlSink> start) {
        this.start = start;
        this.sink = start.get();
    }

    SqlSink sink() {
        return sink;
    }

    /** The task dies, and a new one begins from what the database holds. */
    void replace(boolean transactionStaysOpen) {
        if (sink.isWriting() && transactionStaysOpen && orphan == null) {
            orphan = sink;
        } else if (sink.isWriting()) {
            sink.abort();
        }
        sink = start.get();
    }

    boolean hasOrphan() {
        return orphan != null;
    }

    /** The open transaction of the dead task ends either way. */
    String finishOrphan(Random random, long nowMillis) {
        SqlSink dead = orphan;
        orphan = null;
        if (dead == null) {
            return "is gone";
        }
        if (random.nextBoolean()) {
            return dead.commit(nowMillis) ? "commits" : "fails";
        }
        dead.abort();
        return "rolls back";
    }
}
