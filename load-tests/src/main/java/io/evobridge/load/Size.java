package io.evobridge.load;

/** How much is measured: enough to be believed, or little, to see that it works. */
public enum Size {
    QUICK,
    FULL;

    /** The one or the other amount. */
    public int of(int quick, int full) {
        return this == QUICK ? quick : full;
    }
}
