package io.evobridge.resolver.store;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.HlcClock;
import io.evobridge.resolver.core.causality.LogClock;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.NodeView;
import io.evobridge.resolver.core.merge.Version;
import io.evobridge.resolver.core.merge.field.Fields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.ByteBufferInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the state store. Every value begins with the number of its format, so that a later resolver can read
 * what an earlier one wrote.
 */
final class StateCodec {

    private static final int FORMAT = 5;
    /** Knew no writable nodes: neither views of a key nor a sink's transaction. */
    private static final int ONE_WAY_FORMAT = 1;
    /** Knew whole records only: neither their fields nor which of them came from a snapshot. */
    private static final int WHOLE_RECORDS_FORMAT = 2;
    /** Did not know how old the rows of a snapshot are. */
    static final int AGELESS_FORMAT = 3;
    /** Did not know which records of a captured topic the state contains. */
    private static final int PLACELESS_FORMAT = 4;

    private static final int DELETION = -1;

    private StateCodec() {}

    static byte[] write(KeyState state) {
        return write(out -> {
            out.writeLong(state.sequence());
            writeVector(out, state.seen());
            out.writeShort(state.versions().size());
            for (Version version : state.versions()) {
                out.writeUTF(version.dot().node());
                writePosition(out, version.dot().position());
                out.writeLong(version.hlc().bits());
                writeVector(out, version.context());
                out.writeLong(version.commitMicros());
                writeImage(out, version.image());
                FieldsCodec.writeFound(out, version.found());
            }
            out.writeShort(state.views().size());
            for (Map.Entry<String, NodeView> view : state.views().entrySet()) {
                out.writeUTF(view.getKey());
                writeView(out, view.getValue());
            }
            out.writeBoolean(!state.fields().equals(Fields.EMPTY));
            if (!state.fields().equals(Fields.EMPTY)) {
                FieldsCodec.write(out, state.fields());
            }
        });
    }

    static KeyState readState(byte[] bytes) {
        return read(bytes, (in, format) -> {
            long sequence = in.readLong();
            VersionVector seen = readVector(in);
            int count = in.readUnsignedShort();
            List<Version> versions = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Dot dot = new Dot(in.readUTF(), readPosition(in));
                versions.add(new Version(
                        dot,
                        new Hlc(in.readLong()),
                        readVector(in),
                        in.readLong(),
                        readImage(in),
                        format > WHOLE_RECORDS_FORMAT ? FieldsCodec.readFound(in, format) : null));
            }
            SortedMap<String, NodeView> views = new TreeMap<>();
            int viewCount = format == ONE_WAY_FORMAT ? 0 : in.readUnsignedShort();
            for (int i = 0; i < viewCount; i++) {
                views.put(in.readUTF(), readView(in));
            }
            boolean byField = format > WHOLE_RECORDS_FORMAT && in.readBoolean();
            return new KeyState(versions, seen, sequence, views, byField ? FieldsCodec.read(in, format) : Fields.EMPTY);
        });
    }

    static byte[] write(NodeLog log) {
        return write(out -> {
            LogClock clock = log.clock();
            out.writeLong(clock.clock().reading().bits());
            writePosition(out, clock.position());
            out.writeLong(clock.lastCommitMicros());
            writeOptional(out, clock.sinkTransaction());
            out.writeLong(log.next());
        });
    }

    static NodeLog readLog(byte[] bytes) {
        return read(bytes, (in, format) -> {
            LogClock clock = new LogClock(
                    new HlcClock(new Hlc(in.readLong())),
                    readPosition(in),
                    in.readLong(),
                    format == ONE_WAY_FORMAT ? null : readOptional(in));
            return new NodeLog(clock, format > PLACELESS_FORMAT ? in.readLong() : NodeLog.UNKNOWN);
        });
    }

    /** The sequence of a marker. */
    static byte[] write(long marked) {
        return write(out -> out.writeLong(marked));
    }

    static long readMarked(byte[] bytes) {
        return read(bytes, (in, format) -> in.readLong());
    }

    static byte[] write(RequestMemory.Remembered request) {
        return write(out -> {
            out.writeUTF(request.content());
            writePosition(out, request.position());
            out.writeLong(request.millis());
        });
    }

    static RequestMemory.Remembered readRequest(byte[] bytes) {
        return read(bytes, (in, format) -> new RequestMemory.Remembered(in.readUTF(), readPosition(in), in.readLong()));
    }

    private static void writeView(DataOutputStream out, NodeView view) throws IOException {
        writeVector(out, view.seen());
        writePosition(out, view.at());
        out.writeLong(view.print());
        out.writeBoolean(view.whole());
        out.writeInt(view.refusals());
        writeOptional(out, view.transaction());
        out.writeLong(view.told());
    }

    private static NodeView readView(DataInputStream in) throws IOException {
        return new NodeView(
                readVector(in),
                readPosition(in),
                in.readLong(),
                in.readBoolean(),
                in.readInt(),
                readOptional(in),
                in.readLong());
    }

    private static void writeOptional(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    static void writeVector(DataOutputStream out, VersionVector vector) throws IOException {
        out.writeShort(vector.entries().size());
        for (Map.Entry<String, LogPosition> entry : vector.entries().entrySet()) {
            out.writeUTF(entry.getKey());
            writePosition(out, entry.getValue());
        }
    }

    static VersionVector readVector(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        if (count == 0) {
            return VersionVector.EMPTY;
        }
        SortedMap<String, LogPosition> entries = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            entries.put(in.readUTF(), readPosition(in));
        }
        return VersionVector.of(entries);
    }

    static void writePosition(DataOutputStream out, LogPosition position) throws IOException {
        out.writeLong(position.major());
        out.writeLong(position.minor());
    }

    static LogPosition readPosition(DataInputStream in) throws IOException {
        return new LogPosition(in.readLong(), in.readLong());
    }

    private static void writeImage(DataOutputStream out, @Nullable Image image) throws IOException {
        out.writeInt(image == null ? DELETION : image.bytes().length);
        if (image != null) {
            out.writeInt(image.schemaId());
            out.write(image.bytes());
        }
    }

    private static @Nullable Image readImage(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == DELETION ? null : new Image(in.readInt(), readBytes(in, length));
    }

    /** Refuses a length that the value cannot have, before it asks for the memory. */
    static byte[] readBytes(DataInputStream in, int length) throws IOException {
        if (length < 0 || length > in.available()) {
            throw new EOFException(length + " bytes were to follow, " + in.available() + " do");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static byte[] write(Writing writing) {
        StateBytes bytes = new StateBytes();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(FORMAT);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toArray();
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) {
        DataInputStream in = new DataInputStream(new ByteBufferInputStream(ByteBuffer.wrap(bytes)));
        try {
            int format = in.readUnsignedByte();
            if (format < ONE_WAY_FORMAT || format > FORMAT) {
                throw new IllegalStateException(
                        "the state store holds format " + format + ", this resolver reads up to " + FORMAT
                                + "; start the version that wrote it, or reset the application");
            }
            return reading.from(in, format);
        } catch (IOException e) {
            throw new IllegalStateException("a value of the state store is cut short", e);
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in, int format) throws IOException;
    }
}
