package io.evobridge.resolver.wire;

import io.evobridge.resolver.core.merge.field.FieldValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Bytes that are no number. */
record AvroBytes(Schema schema) implements AvroValue {

    static AvroValue of(Schema schema) {
        return schema.getType() == Schema.Type.BYTES
                ? AvroDecimal.scale(schema)
                        .<AvroValue>map(AvroDecimal.OfScale::new)
                        .orElseGet(() -> new AvroBytes(schema))
                : new AvroBytes(schema);
    }

    @Override
    public FieldValue read(Object value) {
        return new FieldValue.Binary(AvroDecimal.array(value));
    }

    @Override
    public Object write(FieldValue value) {
        byte[] bytes;
        if (value instanceof FieldValue.Binary binary) {
            bytes = binary.value();
        } else if (value instanceof FieldValue.Text text) {
            bytes = text.value().getBytes(StandardCharsets.UTF_8);
        } else {
            throw AvroValue.unfit(schema.getType());
        }
        return schema.getType() == Schema.Type.FIXED ? new GenericData.Fixed(schema, bytes) : ByteBuffer.wrap(bytes);
    }
}
