package io.evobridge.servers;

/** A server that did not come up; the message carries the end of its log and what to do. */
public class ServerFailure extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public ServerFailure(String message) {
        super(message);
    }

    public ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
