package io.evobridge.connect.avro;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.connect.errors.DataException;

/** The Avro part of one message. Lengths are checked against its size, so that damaged bytes cannot claim memory. */
final class AvroInput {

    /** Items that take no bytes (empty records) are bounded by this instead. */
    private static final int MOST_EMPTY_ITEMS = 65_536;

    private final BinaryDecoder decoder;
    private final int length;

    AvroInput(byte[] message, int offset) {
        this.length = message.length - offset;
        this.decoder = DecoderFactory.get().binaryDecoder(message, offset, length, null);
    }

    boolean readBoolean() throws IOException {
        return decoder.readBoolean();
    }

    int readInt() throws IOException {
        return decoder.readInt();
    }

    long readLong() throws IOException {
        return decoder.readLong();
    }

    float readFloat() throws IOException {
        return decoder.readFloat();
    }

    double readDouble() throws IOException {
        return decoder.readDouble();
    }

    byte[] readBytes() throws IOException {
        long claimed = decoder.readLong();
        if (claimed < 0 || claimed > length) {
            throw new DataException("a length of " + claimed + " bytes in a message of " + length);
        }
        return readFixed((int) claimed);
    }

    byte[] readFixed(int size) throws IOException {
        if (size > length) {
            throw new DataException("a fixed value of " + size + " bytes in a message of " + length);
        }
        byte[] bytes = new byte[size];
        decoder.readFixed(bytes, 0, size);
        return bytes;
    }

    String readString() throws IOException {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    /** Which branch of a union follows. */
    int readIndex(int branches) throws IOException {
        int index = decoder.readIndex();
        return checkIndex(index, branches);
    }

    int readEnum(int symbols) throws IOException {
        return checkIndex(decoder.readEnum(), symbols);
    }

    /** Items in the first block of an array or map; 0 for none. */
    int readBlockStart() throws IOException {
        return block(decoder::readArrayStart);
    }

    /** Items in the next block; 0 at the end. */
    int readBlockNext() throws IOException {
        return block(decoder::arrayNext);
    }

    /** Refuses bytes after the value: they show that the writer's schema was another. */
    void end() throws IOException {
        if (!decoder.isEnd()) {
            throw new DataException("bytes follow after the value");
        }
    }

    /** Reads a number of items. */
    @FunctionalInterface
    private interface Count {
        long read() throws IOException;
    }

    private int block(Count count) throws IOException {
        long items;
        try {
            items = count.read();
        } catch (UnsupportedOperationException e) {
            throw new DataException("more items than memory can hold", e);
        }
        if (items < 0 || items > Math.max(length, MOST_EMPTY_ITEMS)) {
            throw new DataException("a count of " + items + " items in a message of " + length + " bytes");
        }
        return (int) items;
    }

    private static int checkIndex(int index, int size) {
        if (index < 0 || index >= size) {
            throw new DataException("choice " + index + " of " + size);
        }
        return index;
    }
}
