package io.evobridge.sink.sql.dialect;

import io.evobridge.sink.common.row.FieldText;
import io.evobridge.sink.common.row.Geometry;
import io.evobridge.sink.common.row.JsonText;
import io.evobridge.sink.common.row.RowField;
import io.evobridge.sink.common.row.TimeText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Canonical values as the text that a column of PostgreSQL reads without loss. */
final class PostgreSqlText {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS GG");

    private PostgreSqlText() {}

    static String of(RowField field, @Nullable Column column, Object value) {
        ColumnKind kind = column == null ? ColumnKind.OTHER : column.kind();
        return switch (kind) {
            case BOOLEAN, NUMBER, FLOAT32, FLOAT64 -> number(kind, value);
            case JSON ->
                value instanceof String text
                        ? text
                        : value instanceof Number || value instanceof Boolean
                                ? FieldText.of(field, value)
                                : JsonText.of(value);
            case BITS -> value instanceof Boolean flag ? flag ? "1" : "0" : FieldText.of(field, value);
            case TIMESTAMP, ZONED_TIMESTAMP -> moment(value, field);
            case INTERVAL -> value.toString();
            case ARRAY -> value instanceof List<?> list ? array(list) : FieldText.of(field, value);
            case GEOMETRY ->
                value instanceof Geometry shape
                        ? (shape.srid() == null ? "" : "SRID=" + shape.srid() + ';')
                                + HexFormat.of().formatHex(shape.wkb())
                        : FieldText.of(field, value);
            case TIME -> value instanceof Duration time ? TimeText.of(time) : value.toString();
            default -> FieldText.of(field, value);
        };
    }

    static byte[] bytes(RowField field, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        } else if (value instanceof Geometry shape) {
            return shape.wkb();
        }
        return FieldText.of(field, value).getBytes(StandardCharsets.UTF_8);
    }

    private static String number(ColumnKind kind, Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof Duration duration) {
            return Long.toString(TimeUnit.SECONDS.toMicros(duration.toSeconds()) + duration.toNanosPart() / 1_000);
        } else if (kind == ColumnKind.BOOLEAN && value instanceof Number number) {
            return number.longValue() == 0 ? "0" : "1";
        }
        return value.toString();
    }

    private static String moment(Object value, RowField field) {
        if (value instanceof Instant moment) {
            return moment(moment.atOffset(ZoneOffset.UTC));
        } else if (value instanceof LocalDateTime clock) {
            return moment(clock.atOffset(ZoneOffset.UTC));
        }
        return FieldText.of(field, value);
    }

    /** In UTC; a column without a zone leaves the zone out. */
    private static String moment(OffsetDateTime moment) {
        String text = DATE_TIME.format(moment);
        return text.endsWith(" AD") ? text.substring(0, text.length() - 3) + "+00" : text;
    }

    private static String array(List<?> list) {
        StringBuilder text = new StringBuilder("{");
        for (Object element : list) {
            if (text.length() > 1) {
                text.append(',');
            }
            if (element == null) {
                text.append("NULL");
            } else if (element instanceof List<?> nested) {
                text.append(array(nested));
            } else {
                quoted(text, element(element));
            }
        }
        return text.append('}').toString();
    }

    private static String element(Object value) {
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof Duration duration) {
            return TimeText.of(duration);
        }
        return value instanceof Map ? JsonText.of(value) : value.toString();
    }

    private static void quoted(StringBuilder text, String element) {
        text.append('"')
                .append(element.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }
}
