package io.evobridge.connect.avro;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of one Connect schema as Avro.
 *
 * @param schema of what is written
 * @param encoding value → bytes; only an optional one takes null
 * @param json value → what stands as a default in the schema, or null where none can stand
 */
record ValueWriter(Schema schema, Encoding encoding, UnaryOperator<@Nullable Object> json) {

    /** Writes one value. */
    @FunctionalInterface
    interface Encoding {
        void write(@Nullable Object value, Encoder out) throws IOException;
    }

    void write(@Nullable Object value, Encoder out) throws IOException {
        encoding.write(value, out);
    }

    /** The same, or null. Avro wants a default to be of the first kind in the union. */
    ValueWriter optional(boolean nullFirst) {
        Schema none = Schema.create(Schema.Type.NULL);
        Schema union = Schema.createUnion(nullFirst ? List.of(none, schema) : List.of(schema, none));
        int nullIndex = nullFirst ? 0 : 1;
        int valueIndex = 1 - nullIndex;
        return new ValueWriter(
                union,
                (value, out) -> {
                    if (value == null) {
                        out.writeIndex(nullIndex);
                    } else {
                        out.writeIndex(valueIndex);
                        encoding.write(value, out);
                    }
                },
                json);
    }
}
