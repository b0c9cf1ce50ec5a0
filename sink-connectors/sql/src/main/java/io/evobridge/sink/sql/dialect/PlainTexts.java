package io.evobridge.sink.sql.dialect;

import io.evobridge.contract.RowFingerprint;
import io.evobridge.sink.common.row.FieldText;
import io.evobridge.sink.common.row.FieldType;
import io.evobridge.sink.common.row.Geometry;
import io.evobridge.sink.common.row.JsonText;
import io.evobridge.sink.common.row.RowField;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The plain texts of {@link RowFingerprint}: of what a database shows, and of what it will show when a value has been
 * written. A text that is not understood stays as it is.
 */
final class PlainTexts {

    private static final Pattern CLOCK = Pattern.compile("(-?)(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9}))?");
    private static final int MICRO_DIGITS = 6;
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private PlainTexts() {}

    static String number(String text) {
        try {
            return RowFingerprint.number(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    static String floating(Number value) {
        double number = value.doubleValue();
        return Double.isFinite(number) ? RowFingerprint.number(new BigDecimal(value.toString())) : value.toString();
    }

    static String date(String iso) {
        try {
            return Long.toString(LocalDate.parse(iso).toEpochDay());
        } catch (RuntimeException e) {
            return iso;
        }
    }

    /** Of {@code [-]H:MM:SS[.f]}: microseconds. */
    static String time(String clock) {
        Matcher matcher = CLOCK.matcher(clock);
        if (!matcher.matches()) {
            return clock;
        }
        long seconds = (Long.parseLong(matcher.group(2)) * 60 + Long.parseLong(matcher.group(3))) * 60
                + Long.parseLong(matcher.group(4));
        String fraction = matcher.group(5) == null ? "" : matcher.group(5);
        long micros = Long.parseLong((fraction + "000000").substring(0, MICRO_DIGITS));
        return Long.toString((matcher.group(1).isEmpty() ? 1 : -1) * (seconds * 1_000_000L + micros));
    }

    /** Of {@code YYYY-MM-DD HH:MM:SS[.f]}: microseconds since 1970. */
    static String timestamp(String text) {
        try {
            return Long.toString(micros(LocalDateTime.parse(text.replace(' ', 'T'))));
        } catch (RuntimeException e) {
            return text;
        }
    }

    /** Of a time with an offset: microseconds of the day in UTC. */
    static String zonedTime(OffsetTime time) {
        LocalTime utc = time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
        return Long.toString(utc.getLong(ChronoField.MICRO_OF_DAY));
    }

    /** Without the white space between tokens. */
    static String json(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\' && i + 1 < text.length()) {
                plain.append(c).append(text.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (quoted || (c != ' ' && c != '\t' && c != '\n' && c != '\r')) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Of bits, least significant byte first; a single one is a truth value. */
    static String bits(byte[] leastFirst, int size) {
        return size == 1
                ? leastFirst.length > 0 && (leastFirst[0] & 1) == 1 ? "1" : "0"
                : RowFingerprint.bytes(leastFirst);
    }

    /**
     * What the column will show of a value. Where that cannot be told cheaply, the text as it is: then the sink refuses
     * the next record once, and learns the right one.
     */
    static String stored(RowField field, Column column, Object value) {
        return switch (column.kind()) {
            case BOOLEAN -> truth(value);
            case TEXT -> text(field, value);
            case NUMBER -> decimal(column, value);
            case FLOAT32 -> value instanceof Number number ? floating(number.floatValue()) : text(field, value);
            case FLOAT64 ->
                value instanceof Float number
                        ? floating((double) number)
                        : value instanceof Number number ? floating(number.doubleValue()) : text(field, value);
            case JSON ->
                json(
                        value instanceof List || value instanceof Map || value instanceof Geometry
                                ? JsonText.of(value)
                                : text(field, value));
            case BYTES ->
                value instanceof byte[] bytes
                        ? RowFingerprint.bytes(bytes)
                        : value instanceof Geometry shape ? RowFingerprint.bytes(shape.wkb()) : text(field, value);
            case BITS ->
                value instanceof byte[] bits
                        ? bits(padded(bits, column.size()), column.size())
                        : value instanceof Boolean ? truth(value) : text(field, value);
            case DATE -> value instanceof LocalDate date ? Long.toString(date.toEpochDay()) : text(field, value);
            case TIME ->
                value instanceof Duration time
                        ? Long.toString(rounded(micros(time), column.size()))
                        : text(field, value);
            case TIMESTAMP, ZONED_TIMESTAMP -> moment(field, column, value);
            case ARRAY -> value instanceof List ? json(JsonText.of(value)) : text(field, value);
            case GEOMETRY -> value instanceof Geometry shape ? RowFingerprint.bytes(shape.wkb()) : text(field, value);
            case INTERVAL -> value instanceof Duration duration ? interval(duration) : text(field, value);
            default -> other(field, value);
        };
    }

    /** As {@code P0Y0M0DT1H2M3.5S}: the form in which a log shows intervals. */
    static String interval(Duration duration) {
        BigDecimal seconds =
                BigDecimal.valueOf(duration.toNanosPart(), 9).add(BigDecimal.valueOf(duration.toSecondsPart()));
        return interval(0, 0, 0, duration.toHours(), duration.toMinutesPart(), seconds);
    }

    static String interval(int years, int months, int days, long hours, int minutes, BigDecimal seconds) {
        return "P" + years + "Y" + months + "M" + days + "DT" + hours + "H" + minutes + "M"
                + RowFingerprint.number(seconds) + "S";
    }

    private static String truth(Object value) {
        return value instanceof Boolean flag ? flag ? "1" : "0" : value.toString();
    }

    private static String decimal(Column column, Object value) {
        BigDecimal number;
        if (value instanceof Duration duration) {
            number = BigDecimal.valueOf(micros(duration));
        } else {
            try {
                number = new BigDecimal(truth(value));
            } catch (NumberFormatException e) {
                return value.toString();
            }
        }
        return RowFingerprint.number(column.size() < 0 ? number : number.setScale(column.size(), RoundingMode.HALF_UP));
    }

    private static String moment(RowField field, Column column, Object value) {
        if (value instanceof LocalDateTime clock) {
            return Long.toString(rounded(micros(clock), column.size()));
        } else if (value instanceof Instant moment) {
            return Long.toString(rounded(micros(moment.atOffset(ZoneOffset.UTC).toLocalDateTime()), column.size()));
        }
        return text(field, value);
    }

    private static String other(RowField field, Object value) {
        if (value instanceof OffsetTime time) {
            return zonedTime(time);
        } else if (field.type() == FieldType.UUID) {
            return value.toString().toLowerCase(Locale.ROOT);
        }
        return text(field, value);
    }

    private static String text(RowField field, Object value) {
        return FieldText.of(field, value);
    }

    private static long micros(LocalDateTime clock) {
        return ChronoUnit.MICROS.between(EPOCH, clock);
    }

    private static long micros(Duration duration) {
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
    }

    /** To so many digits of a second, half away from zero, as databases do. */
    private static long rounded(long micros, int digits) {
        if (digits < 0 || digits >= MICRO_DIGITS) {
            return micros;
        }
        return BigDecimal.valueOf(micros, MICRO_DIGITS)
                .setScale(digits, RoundingMode.HALF_UP)
                .movePointRight(MICRO_DIGITS)
                .longValueExact();
    }

    private static byte[] padded(byte[] leastFirst, int bitCount) {
        int length = bitCount <= 0 ? leastFirst.length : (bitCount + Byte.SIZE - 1) / Byte.SIZE;
        return Arrays.copyOf(leastFirst, length);
    }
}
