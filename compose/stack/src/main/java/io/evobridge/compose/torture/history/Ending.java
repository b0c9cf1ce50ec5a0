package io.evobridge.compose.torture.history;

import java.util.Locale;

/** How an operation ended for the application, in Jepsen's words. */
public enum Ending {
    /** The database has said that it is committed. */
    OK,
    /** It certainly did not happen. */
    FAIL,
    /** The answer to the commit is missing: it happened or not. */
    INFO;

    /** Jepsen's {@code :type}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
