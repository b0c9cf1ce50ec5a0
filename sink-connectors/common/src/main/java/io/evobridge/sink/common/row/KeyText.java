package io.evobridge.sink.common.row;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The canonical text of a key field, as in the keys of resolved topics: whole numbers and decimals plain without
 * trailing zeros, dates and times in ISO 8601, bytes in lower-case hexadecimal, everything else as it reads.
 */
public final class KeyText {

    private KeyText() {}

    /** Text of a canonical value that is not null. */
    public static String of(FieldType type, Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        } else if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        } else if (type == FieldType.UUID) {
            return value.toString().toLowerCase(Locale.ROOT);
        }
        return value.toString();
    }
}
