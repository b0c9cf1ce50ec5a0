package io.evobridge.sink.common.row;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Objects;

/**
 * A canonical value as text that keeps it exactly, for targets without such types: decimals in plain digits, dates and
 * times in ISO 8601 (moments in UTC), bytes in Base64, bit strings in binary digits with the highest first, lists, maps
 * and shapes in JSON, everything else as it reads.
 */
public final class FieldText {

    private FieldText() {}

    /** Text of a value that is not null. */
    public static String of(RowField field, Object value) {
        return switch (field.type()) {
            case DECIMAL, VARIABLE_DECIMAL -> ((BigDecimal) value).toPlainString();
            case TIME -> TimeText.of((Duration) value);
            case TIMESTAMP -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format((LocalDateTime) value);
            case ZONED_TIME -> DateTimeFormatter.ISO_OFFSET_TIME.format((OffsetTime) value);
            case BYTES -> Base64.getEncoder().encodeToString((byte[]) value);
            case BITS -> bits(field, (byte[]) value);
            case GEOMETRY, ARRAY, MAP -> JsonText.of(value);
            default -> value.toString();
        };
    }

    private static String bits(RowField field, byte[] leastSignificantFirst) {
        String length = Objects.requireNonNullElse(
                field.parameter("length"), Integer.toString(leastSignificantFirst.length * Byte.SIZE));
        int count = Integer.parseInt(length);
        StringBuilder digits = new StringBuilder(count);
        for (int bit = count - 1; bit >= 0; bit--) {
            int octet = bit / Byte.SIZE;
            boolean set = octet < leastSignificantFirst.length
                    && (leastSignificantFirst[octet] >> (bit % Byte.SIZE) & 1) == 1;
            digits.append(set ? '1' : '0');
        }
        return digits.toString();
    }
}
