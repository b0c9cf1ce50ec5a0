package io.evobridge.sink.common;

import java.time.Duration;
import org.apache.kafka.connect.errors.RetriableException;

/** A target that is busy and said for how long: the next attempt comes no earlier. */
public final class PauseRequestedException extends RetriableException {

    /** A server that asks for more is asked again after this. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Duration pause;

    public PauseRequestedException(String message, Duration pause) {
        super(message);
        this.pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    /** The pause that was asked for, 0 where none was. */
    static long millisOf(RetriableException outage) {
        return outage instanceof PauseRequestedException request ? request.pause.toMillis() : 0;
    }
}
