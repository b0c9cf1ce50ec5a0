package io.evobridge.resolver.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.resolver.core.merge.field.FieldValue;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of a field value: its kind, then what it holds. */
final class ValueCodec {

    private ValueCodec() {}

    static void write(DataOutputStream out, FieldValue value) throws IOException {
        out.writeByte(value.kind());
        if (value instanceof FieldValue.Truth truth) {
            out.writeBoolean(truth.value());
        } else if (value instanceof FieldValue.Numeric number) {
            writeNumber(out, number.value());
        } else if (value instanceof FieldValue.Text text) {
            writeBytes(out, text.value().getBytes(UTF_8));
        } else if (value instanceof FieldValue.Binary binary) {
            writeBytes(out, binary.value());
        } else if (value instanceof FieldValue.Items items) {
            out.writeInt(items.values().size());
            for (FieldValue item : items.values()) {
                write(out, item);
            }
        } else if (value instanceof FieldValue.Struct struct) {
            out.writeInt(struct.values().size());
            for (Map.Entry<String, FieldValue> entry : struct.values().entrySet()) {
                out.writeUTF(entry.getKey());
                write(out, entry.getValue());
            }
        }
    }

    static FieldValue read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 0 -> FieldValue.Nothing.VALUE;
            case 1 -> new FieldValue.Truth(in.readBoolean());
            case 2 -> new FieldValue.Numeric(readNumber(in));
            case 3 -> new FieldValue.Text(new String(readBytes(in), UTF_8));
            case 4 -> new FieldValue.Binary(readBytes(in));
            case 5 -> new FieldValue.Items(readItems(in));
            case 6 -> new FieldValue.Struct(readEntries(in));
            default -> throw new IllegalStateException("the state store holds a value of the unknown kind " + kind);
        };
    }

    /** Its scale, and its unscaled value in two's complement: nearly always few bytes, written without a number of any size. */
    static void writeNumber(DataOutputStream out, BigDecimal number) throws IOException {
        out.writeInt(number.scale());
        BigInteger unscaled = number.unscaledValue();
        int length = unscaled.bitLength() / Byte.SIZE + 1;
        if (length > Long.BYTES) {
            writeBytes(out, unscaled.toByteArray());
            return;
        }
        out.writeInt(length);
        long bits = unscaled.longValue();
        for (int i = length - 1; i >= 0; i--) {
            out.writeByte((int) (bits >> (i * Byte.SIZE)));
        }
    }

    static BigDecimal readNumber(DataInputStream in) throws IOException {
        int scale = in.readInt();
        int length = in.readInt();
        if (length > Long.BYTES) {
            return new BigDecimal(new BigInteger(StateCodec.readBytes(in, length)), scale);
        }
        long unscaled = in.readByte();
        for (int i = 1; i < length; i++) {
            unscaled = (unscaled << Byte.SIZE) | in.readUnsignedByte();
        }
        return BigDecimal.valueOf(unscaled, scale);
    }

    private static List<FieldValue> readItems(DataInputStream in) throws IOException {
        List<FieldValue> items = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            items.add(read(in));
        }
        return items;
    }

    private static SortedMap<String, FieldValue> readEntries(DataInputStream in) throws IOException {
        SortedMap<String, FieldValue> entries = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            entries.put(in.readUTF(), read(in));
        }
        return entries;
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return StateCodec.readBytes(in, in.readInt());
    }
}
