package io.evobridge.resolver.store;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.field.AddWinsSet;
import io.evobridge.resolver.core.merge.field.Counter;
import io.evobridge.resolver.core.merge.field.Deltas;
import io.evobridge.resolver.core.merge.field.FieldState;
import io.evobridge.resolver.core.merge.field.FieldValue;
import io.evobridge.resolver.core.merge.field.Fields;
import io.evobridge.resolver.core.merge.field.Register;
import io.evobridge.resolver.core.merge.field.Stamp;
import io.evobridge.resolver.core.merge.field.Written;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The bytes of the fields of a key, as a part of its state. */
final class FieldsCodec {

    private static final int REGISTER = 0;
    private static final int COUNTER = 1;
    private static final int SET = 2;

    private FieldsCodec() {}

    static void write(DataOutputStream out, Fields fields) throws IOException {
        StateCodec.writeVector(out, fields.taken());
        StateCodec.writeVector(out, fields.forgotten());
        out.writeShort(fields.schemaIds().size());
        for (int id : fields.schemaIds()) {
            out.writeInt(id);
        }
        out.writeShort(fields.states().size());
        for (Map.Entry<String, FieldState> field : fields.states().entrySet()) {
            out.writeUTF(field.getKey());
            writeState(out, field.getValue());
        }
    }

    static Fields read(DataInputStream in, int format) throws IOException {
        VersionVector taken = StateCodec.readVector(in);
        VersionVector forgotten = StateCodec.readVector(in);
        SortedSet<Integer> schemaIds = new TreeSet<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            schemaIds.add(in.readInt());
        }
        SortedMap<String, FieldState> states = new TreeMap<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            states.put(in.readUTF(), readState(in, format));
        }
        return new Fields(states, taken, forgotten, schemaIds);
    }

    private static void writeState(DataOutputStream out, FieldState state) throws IOException {
        if (state instanceof Register register) {
            out.writeByte(REGISTER);
            writeRegister(out, register);
        } else if (state instanceof Counter counter) {
            out.writeByte(COUNTER);
            writeCounter(out, counter);
        } else if (state instanceof AddWinsSet set) {
            out.writeByte(SET);
            writeSet(out, set);
        }
    }

    private static FieldState readState(DataInputStream in, int format) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case REGISTER -> readRegister(in, format);
            case COUNTER -> readCounter(in, format);
            case SET -> readSet(in, format);
            default -> throw new IllegalStateException("the state store holds a field of the unknown kind " + kind);
        };
    }

    private static void writeRegister(DataOutputStream out, Register register) throws IOException {
        out.writeShort(register.writes().size());
        for (Written written : register.writes()) {
            writeWritten(out, written);
        }
        StateCodec.writeVector(out, register.late());
    }

    private static Register readRegister(DataInputStream in, int format) throws IOException {
        List<Written> writes = new ArrayList<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            writes.add(readWritten(in, format));
        }
        return new Register(writes, StateCodec.readVector(in));
    }

    private static void writeCounter(DataOutputStream out, Counter counter) throws IOException {
        out.writeShort(counter.bases().size());
        for (Counter.Base base : counter.bases()) {
            writeWritten(out, base.written());
            StateCodec.writeVector(out, base.observed());
        }
        StateCodec.writeVector(out, counter.late());
        out.writeShort(counter.deltas().size());
        for (Map.Entry<String, Deltas> node : counter.deltas().entrySet()) {
            out.writeUTF(node.getKey());
            ValueCodec.writeNumber(out, node.getValue().forgotten());
            out.writeShort(node.getValue().points().size());
            for (Deltas.Point point : node.getValue().points()) {
                StateCodec.writePosition(out, point.position());
                ValueCodec.writeNumber(out, point.sum());
            }
        }
    }

    private static Counter readCounter(DataInputStream in, int format) throws IOException {
        List<Counter.Base> bases = new ArrayList<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            bases.add(new Counter.Base(readWritten(in, format), StateCodec.readVector(in)));
        }
        VersionVector late = StateCodec.readVector(in);
        SortedMap<String, Deltas> deltas = new TreeMap<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            deltas.put(in.readUTF(), new Deltas(ValueCodec.readNumber(in), readPoints(in)));
        }
        return new Counter(bases, late, deltas);
    }

    private static List<Deltas.Point> readPoints(DataInputStream in) throws IOException {
        List<Deltas.Point> points = new ArrayList<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            points.add(new Deltas.Point(StateCodec.readPosition(in), ValueCodec.readNumber(in)));
        }
        return points;
    }

    private static void writeSet(DataOutputStream out, AddWinsSet set) throws IOException {
        out.writeInt(set.members().size());
        for (Map.Entry<FieldValue, AddWinsSet.Member> member : set.members().entrySet()) {
            ValueCodec.write(out, member.getKey());
            out.writeShort(member.getValue().adds().size());
            for (Dot dot : member.getValue().adds()) {
                writeDot(out, dot);
            }
            StateCodec.writeVector(out, member.getValue().late());
        }
        writeRegister(out, set.whole());
    }

    private static AddWinsSet readSet(DataInputStream in, int format) throws IOException {
        SortedMap<FieldValue, AddWinsSet.Member> members = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            FieldValue value = ValueCodec.read(in);
            List<Dot> adds = new ArrayList<>();
            for (int j = in.readUnsignedShort(); j > 0; j--) {
                adds.add(readDot(in));
            }
            members.put(value, new AddWinsSet.Member(adds, StateCodec.readVector(in)));
        }
        return new AddWinsSet(members, readRegister(in, format));
    }

    private static void writeWritten(DataOutputStream out, Written written) throws IOException {
        writeDot(out, written.stamp().dot());
        out.writeLong(written.stamp().hlc().bits());
        writeFound(out, written.stamp().found());
        ValueCodec.write(out, written.value());
    }

    private static Written readWritten(DataInputStream in, int format) throws IOException {
        Stamp stamp = new Stamp(readDot(in), new Hlc(in.readLong()), readFound(in, format));
        return new Written(stamp, ValueCodec.read(in));
    }

    /** What tells the age of a snapshot's row; null is a write of a known time. */
    static void writeFound(DataOutputStream out, @Nullable FieldValue found) throws IOException {
        out.writeBoolean(found != null);
        if (found != null) {
            ValueCodec.write(out, found);
        }
    }

    static @Nullable FieldValue readFound(DataInputStream in, int format) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        return format > StateCodec.AGELESS_FORMAT ? ValueCodec.read(in) : FieldValue.Nothing.VALUE;
    }

    private static void writeDot(DataOutputStream out, Dot dot) throws IOException {
        out.writeUTF(dot.node());
        StateCodec.writePosition(out, dot.position());
    }

    private static Dot readDot(DataInputStream in) throws IOException {
        String node = in.readUTF();
        LogPosition position = StateCodec.readPosition(in);
        return new Dot(node, position);
    }
}
