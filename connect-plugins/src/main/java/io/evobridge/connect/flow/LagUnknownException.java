package io.evobridge.connect.flow;

/** How far a reader is behind cannot be found out now. */
final class LagUnknownException extends Exception {

    private static final long serialVersionUID = 1;

    LagUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
