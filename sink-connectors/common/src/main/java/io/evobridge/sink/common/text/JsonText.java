package io.evobridge.sink.common.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A value as one line of JSON. Decimals stay numbers with all their digits; other semantic types are their text. */
public final class JsonText {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonText() {}

    /** JSON of a struct, map, list or single value; null becomes {@code null}. */
    public static String of(@Nullable Schema schema, @Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(out, schema, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, @Nullable Schema schema, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof BigDecimal decimal) {
            out.writeNumber(decimal);
        } else if (SemanticText.of(schema) != null) {
            out.writeString(CanonicalText.of(schema, value));
        } else if (value instanceof Struct struct) {
            out.writeStartObject();
            for (Field field : struct.schema().fields()) {
                out.writeFieldName(field.name());
                write(out, field.schema(), struct.get(field));
            }
            out.writeEndObject();
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(keyText(schema, entry.getKey()));
                write(out, schema == null ? null : schema.valueSchema(), entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Collection<?> items) {
            out.writeStartArray();
            for (Object item : items) {
                write(out, schema == null ? null : schema.valueSchema(), item);
            }
            out.writeEndArray();
        } else {
            writeSingle(out, schema, value);
        }
    }

    private static String keyText(@Nullable Schema map, @Nullable Object key) {
        return key == null ? "null" : CanonicalText.of(map == null ? null : map.keySchema(), key);
    }

    private static void writeSingle(JsonGenerator out, @Nullable Schema schema, Object value) throws IOException {
        if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Float number && Float.isFinite(number)) {
            out.writeNumber(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            out.writeNumber(number);
        } else if (value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof java.math.BigInteger number) {
            out.writeNumber(number);
        } else {
            out.writeString(CanonicalText.of(schema, value));
        }
    }
}
