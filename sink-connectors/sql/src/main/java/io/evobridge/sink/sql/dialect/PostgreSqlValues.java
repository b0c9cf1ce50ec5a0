package io.evobridge.sink.sql.dialect;

import io.evobridge.contract.RowFingerprint;
import io.evobridge.sink.common.row.RowField;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetTime;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;

/** Reads columns of PostgreSQL as the plain texts of {@link RowFingerprint}. */
final class PostgreSqlValues {

    private PostgreSqlValues() {}

    /** What to select of a column. */
    static String expression(Column column, String quoted) {
        return switch (column.kind()) {
            case NUMBER -> column.dataType().equals("money") ? quoted + "::numeric" : quoted;
            case ZONED_TIMESTAMP -> quoted + " AT TIME ZONE 'UTC'";
            case ARRAY -> "to_json(" + quoted + ")::text";
            case GEOMETRY -> "ST_AsBinary(" + quoted + ")";
            case BITS, JSON -> quoted + "::text";
            default -> quoted;
        };
    }

    static @Nullable String read(ResultSet row, int index, Column column) throws SQLException {
        if (column.kind() == ColumnKind.BYTES || column.kind() == ColumnKind.GEOMETRY) {
            byte[] bytes = row.getBytes(index);
            return bytes == null ? null : RowFingerprint.bytes(bytes);
        } else if (column.kind() == ColumnKind.INTERVAL) {
            PGInterval interval = (PGInterval) row.getObject(index);
            return interval == null ? null : interval(interval);
        } else if (column.dataType().equals("timetz")) {
            OffsetTime time = row.getObject(index, OffsetTime.class);
            return time == null ? null : PlainTexts.zonedTime(time);
        }
        String text = row.getString(index);
        return text == null ? null : plain(text, column);
    }

    private static String plain(String text, Column column) {
        return switch (column.kind()) {
            case BOOLEAN -> text.startsWith("t") ? "1" : "0";
            case NUMBER -> PlainTexts.number(text);
            case FLOAT32 -> PlainTexts.floating(Float.valueOf(text));
            case FLOAT64 -> PlainTexts.floating(Double.valueOf(text));
            case JSON, ARRAY -> PlainTexts.json(text);
            case BITS -> PlainTexts.bits(leastFirst(text), column.size());
            case DATE -> PlainTexts.date(text);
            case TIME -> PlainTexts.time(text);
            case TIMESTAMP, ZONED_TIMESTAMP -> PlainTexts.timestamp(text);
            default -> text;
        };
    }

    /** Of binary digits, the highest first. */
    private static byte[] leastFirst(String digits) {
        byte[] bytes = new byte[(digits.length() + Byte.SIZE - 1) / Byte.SIZE];
        for (int bit = 0; bit < digits.length(); bit++) {
            if (digits.charAt(digits.length() - 1 - bit) == '1') {
                bytes[bit / Byte.SIZE] |= (byte) (1 << bit % Byte.SIZE);
            }
        }
        return bytes;
    }

    private static String interval(PGInterval interval) {
        return PlainTexts.interval(
                interval.getYears(),
                interval.getMonths(),
                interval.getDays(),
                interval.getHours(),
                interval.getMinutes(),
                BigDecimal.valueOf(interval.getWholeSeconds()).add(BigDecimal.valueOf(interval.getMicroSeconds(), 6)));
    }

    /** What the column will show of a value that is written into it. */
    static String stored(RowField field, Column column, Object value) {
        String plain = PlainTexts.stored(field, column, value);
        if (column.dataType().equals("bpchar")) {
            int missing = column.size() - plain.codePointCount(0, plain.length());
            return missing > 0 ? plain + " ".repeat(missing) : plain;
        }
        return plain;
    }
}
