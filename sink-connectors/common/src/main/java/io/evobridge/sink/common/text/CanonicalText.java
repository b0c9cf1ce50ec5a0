package io.evobridge.sink.common.text;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * One value as text that keeps it exactly: decimals in plain digits, dates and times in ISO 8601, bytes in Base64, bit
 * strings in binary digits, structs, arrays and maps in JSON. Values without a schema go by their Java class.
 */
public final class CanonicalText {

    private CanonicalText() {}

    /** Text of a value that is not null. */
    public static String of(@Nullable Schema schema, Object value) {
        SemanticText semantic = SemanticText.of(schema);
        return semantic == null ? plain(schema, value) : semantic.of(schema, value);
    }

    private static String plain(@Nullable Schema schema, Object value) {
        if (value instanceof Struct || value instanceof Map || value instanceof Collection) {
            return JsonText.of(schema, value);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            return Base64.getEncoder().encodeToString(bytes(buffer));
        }
        if (value instanceof java.util.Date date) {
            return date.toInstant().toString();
        }
        return value.toString();
    }

    static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        ByteBuffer view = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }
}
