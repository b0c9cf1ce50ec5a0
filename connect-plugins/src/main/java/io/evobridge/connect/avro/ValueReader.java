package io.evobridge.connect.avro;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of one Avro schema as Connect's.
 *
 * @param schema of what is read
 * @param decoding bytes → value
 * @param json a default as it stands in the Avro schema → value
 */
record ValueReader(Schema schema, Decoding decoding, UnaryOperator<@Nullable Object> json) {

    /** Reads one value. */
    @FunctionalInterface
    interface Decoding {
        @Nullable
        Object read(AvroInput in) throws IOException;
    }

    @Nullable
    Object read(AvroInput in) throws IOException {
        return decoding.read(in);
    }
}
