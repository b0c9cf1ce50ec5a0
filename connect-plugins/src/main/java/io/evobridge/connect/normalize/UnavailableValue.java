package io.evobridge.connect.normalize;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The placeholder that Debezium sends for a value which the log left out (an unchanged TOAST value of PostgreSQL), in
 * every form that it takes: text, bytes, JSON or map of an hstore, and arrays of text, bytes, numbers or UUIDs.
 */
final class UnavailableValue {

    private final String text;
    private final byte[] bytes;
    private final String hstoreJson;
    private final String uuid;

    UnavailableValue(String placeholder) {
        this.text = placeholder;
        this.bytes = placeholder.getBytes(StandardCharsets.UTF_8);
        this.hstoreJson = "{\"" + placeholder + "\":\"" + placeholder + "\"}";
        this.uuid = UUID.nameUUIDFromBytes(bytes).toString();
    }

    /** Whether a non-null value of any Connect type is the placeholder. */
    boolean is(Object value) {
        if (value instanceof String string) {
            return string.equals(text) || string.equals(hstoreJson);
        }
        if (value instanceof byte[] array) {
            return Arrays.equals(array, bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            return buffer.equals(ByteBuffer.wrap(bytes));
        }
        if (value instanceof List<?> list) {
            return isList(list);
        }
        return value instanceof Map<?, ?> map && map.size() == 1 && text.equals(map.get(text));
    }

    private boolean isList(List<?> list) {
        if (list.size() == 1) {
            Object only = list.get(0);
            return text.equals(only)
                    || uuid.equals(only)
                    || (only instanceof byte[] array && Arrays.equals(array, bytes))
                    || (only instanceof ByteBuffer buffer && buffer.equals(ByteBuffer.wrap(bytes)));
        }
        if (list.size() != bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (!(list.get(i) instanceof Number number) || number.longValue() != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
