package io.evobridge.connect.normalize;

import static java.util.Objects.requireNonNull;

import io.evobridge.contract.LogPosition;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Binary logs of MySQL and MariaDB: file, position of the event in it, row within the event. */
final class BinlogFormat implements PositionFormat {

    private static final int POSITION_BITS = 40;
    private static final long MAX_FILE_NUMBER = (1L << 24) - 1;
    private static final long MAX_POSITION = (1L << POSITION_BITS) - 1;

    private final Field file;
    private final Field pos;
    private final Field row;
    private final @Nullable Field gtid;

    BinlogFormat(Schema source) {
        this.file = requireNonNull(source.field("file"));
        this.pos = requireNonNull(source.field("pos"));
        this.row = requireNonNull(source.field("row"));
        this.gtid = source.field("gtid");
    }

    static boolean fits(Schema source) {
        return source.field("file") != null && source.field("pos") != null && source.field("row") != null;
    }

    @Override
    public LogPosition position(Struct source, boolean snapshot) {
        long fileNumber = fileNumber((String) source.get(file));
        long position = ((Number) source.get(pos)).longValue();
        if (fileNumber > MAX_FILE_NUMBER || position < 0 || position > MAX_POSITION) {
            throw new UnconvertibleException("binary log position " + place(source)
                    + " does not fit 24 bits of file number and 40 bits of position: move the log to a new series");
        }
        return new LogPosition(fileNumber << POSITION_BITS | position, ((Number) source.get(row)).longValue());
    }

    @Override
    public @Nullable String transaction(Struct source) {
        return gtid == null ? null : (String) source.get(gtid);
    }

    @Override
    public String place(Struct source) {
        return source.get(file) + ":" + source.get(pos) + ":" + source.get(row);
    }

    @Override
    public boolean leavesOut() {
        return false;
    }

    private static long fileNumber(@Nullable String name) {
        int dot = name == null ? -1 : name.lastIndexOf('.');
        if (name == null || dot < 0 || dot == name.length() - 1) {
            throw new UnconvertibleException("binary log file '" + name + "' has no number after its last dot");
        }
        try {
            return Long.parseUnsignedLong(name, dot + 1, name.length(), 10);
        } catch (NumberFormatException e) {
            throw new UnconvertibleException("binary log file '" + name + "' has no number after its last dot", e);
        }
    }
}
