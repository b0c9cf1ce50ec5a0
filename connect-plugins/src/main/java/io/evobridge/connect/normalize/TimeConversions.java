package io.evobridge.connect.normalize;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Exact conversions of times to microseconds, days and UTC text. */
final class TimeConversions {

    private static final long MICROS_PER_MILLI = 1_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MILLIS_PER_DAY = 86_400_000;

    private TimeConversions() {}

    static Object millisToMicros(Object value) {
        return exactMicros(((Number) value).longValue());
    }

    static Object dateToMicros(Object value) {
        return exactMicros(((java.util.Date) value).toInstant().toEpochMilli());
    }

    static Object dateToDays(Object value) {
        return Math.toIntExact(
                Math.floorDiv(((java.util.Date) value).toInstant().toEpochMilli(), MILLIS_PER_DAY));
    }

    static Object nanosToMicros(Object value) {
        long nanos = ((Number) value).longValue();
        if (nanos % NANOS_PER_MICRO != 0) {
            throw new UnconvertibleException("a time has nanoseconds, but canonical times have microseconds");
        }
        return nanos / NANOS_PER_MICRO;
    }

    /** One text per instant: UTC, seconds always, no trailing zeros of the fraction. */
    static Object utcTimestamp(Object value) {
        String text = (String) value;
        if (isUtcWithoutFraction(text, "yyyy-MM-ddTHH:mm:ssZ".length())) {
            return text;
        }
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new UnconvertibleException("a timestamp with zone is not ISO 8601 text", e);
        }
    }

    /** One text per time: UTC, seconds always, no trailing zeros of the fraction. */
    static Object utcTime(Object value) {
        String text = (String) value;
        if (isUtcWithoutFraction(text, "HH:mm:ssZ".length())) {
            return text;
        }
        try {
            return DateTimeFormatter.ISO_OFFSET_TIME.format(
                    OffsetTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new UnconvertibleException("a time with zone is not ISO 8601 text", e);
        }
    }

    private static boolean isUtcWithoutFraction(String text, int length) {
        return text.length() == length && text.charAt(length - 1) == 'Z' && text.indexOf('.') < 0;
    }

    private static long exactMicros(long millis) {
        try {
            return Math.multiplyExact(millis, MICROS_PER_MILLI);
        } catch (ArithmeticException e) {
            throw new UnconvertibleException("a time is too far from 1970 for 64 bits of microseconds", e);
        }
    }
}
