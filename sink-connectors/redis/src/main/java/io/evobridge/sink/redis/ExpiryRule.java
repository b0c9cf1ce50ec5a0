package io.evobridge.sink.redis;

import io.evobridge.sink.common.row.FieldType;
import io.evobridge.sink.common.row.Row;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * When the key of a row goes by itself: at the moment or after the seconds in a column, else after a fixed time.
 *
 * @param column a whole number of seconds from the write, or a timestamp; null for none
 * @param millis milliseconds from the write, where the column is null or not named; 0 for never
 */
record ExpiryRule(@Nullable String column, long millis) {

    private static final long MILLIS_PER_SECOND = 1_000;

    ExpiryRule {
        if (millis < 0) {
            throw new IllegalArgumentException("a time to live is 0 or more milliseconds, not " + millis);
        }
    }

    /** Throws DataException for a column that tells no time. */
    Expiry of(Row row) {
        if (column == null) {
            // Without a setting a time to live that somebody else gave the key is theirs.
            return millis == 0 ? Expiry.KEEP : Expiry.after(millis);
        }
        int position = row.shape().position(column);
        Object value = position < 0 ? null : row.value(position);
        if (value == null) {
            return millis == 0 ? Expiry.NEVER : Expiry.after(millis);
        }
        return expiry(row.shape().fields().get(position).type(), value);
    }

    private Expiry expiry(FieldType type, Object value) {
        if (value instanceof Instant moment) {
            return Expiry.at(Math.max(1, moment.toEpochMilli()));
        }
        if (value instanceof LocalDateTime moment) {
            return Expiry.at(Math.max(1, moment.toInstant(ZoneOffset.UTC).toEpochMilli()));
        }
        if (type == FieldType.INT32 || type == FieldType.INT64) {
            long seconds = ((Number) value).longValue();
            if (seconds > 0 && seconds <= Integer.MAX_VALUE) {
                return Expiry.after(seconds * MILLIS_PER_SECOND);
            }
            throw new DataException("ttl.field " + column + " is seconds in 1…2147483647; null keeps the key for ever");
        }
        throw new DataException(
                "ttl.field " + column + " is " + type + "; it must be a whole number of seconds or a timestamp");
    }
}
