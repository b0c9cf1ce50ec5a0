package io.evobridge.connect.normalize;

import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A record that cannot become a change event without guessing; it ends in quarantine with this message as the reason. */
final class UnconvertibleException extends DataException {

    private static final long serialVersionUID = 1L;

    UnconvertibleException(String reason) {
        super(reason);
    }

    UnconvertibleException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
