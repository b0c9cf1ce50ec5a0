package io.evobridge.compose.torture.fault;

import java.util.Locale;

/** A way to break something. */
public enum FaultKind {
    /** SIGKILL, and a start on the same data some time later. */
    KILL,
    /** SIGSTOP, and SIGCONT some time later: nothing answers and no connection breaks. */
    PAUSE,
    /** Connect's connections to a database break, and new ones are refused. */
    CUT,
    /** Connect's connections to a database stay open and let nothing through. */
    STALL,
    /** A database's clock jumps, forth or back, and stays so until the next jump. */
    SKEW;

    /** The word of the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
