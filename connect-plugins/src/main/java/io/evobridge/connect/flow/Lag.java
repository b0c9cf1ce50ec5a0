package io.evobridge.connect.flow;

/** How far a reader is behind. */
interface Lag extends AutoCloseable {

    /** Records that it has not committed. */
    long records() throws LagUnknownException;

    @Override
    void close();
}
