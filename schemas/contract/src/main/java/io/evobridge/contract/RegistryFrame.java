package io.evobridge.contract;

import java.nio.ByteBuffer;

/**
 * The registry framing of an Avro value: a zero byte, the schema's content id as a 4-byte big-endian number, then Avro
 * binary. It is what Apicurio's Avro serde 3.x writes and reads by default.
 */
public final class RegistryFrame {

    /** Bytes before the Avro payload. */
    public static final int HEADER_LENGTH = 5;

    private RegistryFrame() {}

    /** Writes the header into the first {@link #HEADER_LENGTH} bytes. */
    public static void writeHeader(byte[] target, int contentId) {
        target[0] = 0;
        ByteBuffer.wrap(target).putInt(1, contentId);
    }

    /** Whether the bytes are long enough for a header and begin with its zero byte. */
    public static boolean isFramed(byte[] value) {
        return value.length >= HEADER_LENGTH && value[0] == 0;
    }

    /** The content id of framed bytes. */
    public static int contentId(byte[] value) {
        if (!isFramed(value)) {
            throw new IllegalArgumentException("not registry-framed: the first byte must be zero, 4 id bytes follow");
        }
        return ByteBuffer.wrap(value).getInt(1);
    }
}
