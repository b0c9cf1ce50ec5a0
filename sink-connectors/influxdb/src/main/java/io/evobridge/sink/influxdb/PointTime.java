package io.evobridge.sink.influxdb;

import io.evobridge.contract.Hlc;
import io.evobridge.sink.common.row.RowChange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The time of a change's point, in nanoseconds since 1970 UTC. It depends on the record alone, so a replay finds the
 * same point and overwrites it.
 *
 * @param field field of the row that holds the time; empty for the HLC, or the record's timestamp where there is none
 * @param unit what a number in that field counts
 */
record PointTime(Optional<String> field, TimeUnit unit) {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Throws DataException where the record has no usable time. */
    long nanosOf(RowChange change) {
        try {
            if (field.isPresent() && change.row() != null) {
                return fromField(change.row().value(field.get()));
            }
            Hlc hlc = change.hlc();
            return hlc != null ? hlc.toNanos() : fromRecord(change);
        } catch (ArithmeticException e) {
            throw new DataException("the time is outside 1677…2262, the range of InfluxDB", e);
        }
    }

    /** The offset takes the nanoseconds below a millisecond: two changes in one millisecond stay two points. */
    private static long fromRecord(RowChange change) {
        Long millis = change.source().timestamp();
        if (millis == null || millis < 0) {
            throw new DataException("the record has neither header eb-hlc nor a timestamp; set "
                    + InfluxDbSinkKeys.TIME_FIELD + " to the field that holds its time");
        }
        return Math.addExact(Math.multiplyExact(millis, NANOS_PER_MILLI), change.offset() % NANOS_PER_MILLI);
    }

    private long fromField(@Nullable Object value) {
        if (value instanceof LocalDateTime time) {
            return nanos(time.toInstant(ZoneOffset.UTC));
        } else if (value instanceof Instant instant) {
            return nanos(instant);
        } else if (value instanceof LocalDate date) {
            return nanos(date.atStartOfDay().toInstant(ZoneOffset.UTC));
        } else if (value instanceof Long || value instanceof Integer) {
            long number = ((Number) value).longValue();
            return Math.multiplyExact(number, unit.toNanos(1));
        } else if (value instanceof String text) {
            return parsed(text);
        }
        throw new DataException("field " + field.orElse("") + " of " + InfluxDbSinkKeys.TIME_FIELD
                + " holds no date, timestamp, number or ISO 8601 text");
    }

    private long parsed(String text) {
        try {
            return nanos(Instant.parse(text));
        } catch (java.time.DateTimeException e) {
            throw new DataException(
                    "field " + field.orElse("") + " of " + InfluxDbSinkKeys.TIME_FIELD
                            + " holds text that is no ISO 8601 instant such as 2026-11-21T01:02:03Z",
                    e);
        }
    }

    private static long nanos(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), (long) instant.getNano());
    }
}
