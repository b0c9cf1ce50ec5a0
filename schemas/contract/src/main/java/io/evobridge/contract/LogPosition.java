package io.evobridge.contract;

/**
 * The place of a write in its database's log. Later in the log compares greater; both parts are unsigned.
 *
 * <p>MySQL and MariaDB: major is 24 bits of binary log file number and 40 bits of position, minor the row within the
 * event. PostgreSQL: major is the LSN of the previous commit or of the change, whichever is later, minor the LSN of the
 * change, zero for a row of a snapshot.
 *
 * @param major coarse place, unsigned
 * @param minor place among writes with the same major, unsigned
 */
public record LogPosition(long major, long minor) implements Comparable<LogPosition> {

    /** The place before every write. */
    public static final LogPosition START = new LogPosition(0, 0);

    private static final int TEXT_LENGTH = 33;

    /** Reads what {@link #toString} wrote. */
    public static LogPosition parse(String text) {
        if (text.length() != TEXT_LENGTH || text.charAt(16) != '-') {
            throw new IllegalArgumentException(
                    "a log position is 16 hexadecimal digits, '-', 16 hexadecimal digits, not '" + text + "'");
        }
        return new LogPosition(
                Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 17, TEXT_LENGTH, 16));
    }

    @Override
    public int compareTo(LogPosition other) {
        int byMajor = Long.compareUnsigned(major, other.major);
        return byMajor != 0 ? byMajor : Long.compareUnsigned(minor, other.minor);
    }

    /** Major and minor as 16 hexadecimal digits each, joined by '-': text that sorts like the log. */
    @Override
    public String toString() {
        return HexText.of(major) + '-' + HexText.of(minor);
    }
}
