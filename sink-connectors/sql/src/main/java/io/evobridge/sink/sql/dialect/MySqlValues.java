package io.evobridge.sink.sql.dialect;

import io.evobridge.contract.RowFingerprint;
import io.evobridge.sink.common.row.RowField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads columns of MySQL and MariaDB as the plain texts of {@link RowFingerprint}. */
final class MySqlValues {

    /** In front of the well-known binary of a shape. */
    private static final int SRID_LENGTH = 4;

    private MySqlValues() {}

    /** What to select of a column. A FLOAT shows six digits only, unless it is made a DOUBLE. */
    static String expression(Column column, String quoted) {
        return column.kind() == ColumnKind.FLOAT32 ? quoted + " + 0e0" : quoted;
    }

    static @Nullable String read(ResultSet row, int index, Column column) throws SQLException {
        return switch (column.kind()) {
            case BYTES, BITS, GEOMETRY -> {
                byte[] bytes = row.getBytes(index);
                yield bytes == null ? null : binary(bytes, column);
            }
            case FLOAT32 -> {
                double number = row.getDouble(index);
                yield row.wasNull() ? null : PlainTexts.floating((float) number);
            }
            case FLOAT64 -> {
                double number = row.getDouble(index);
                yield row.wasNull() ? null : PlainTexts.floating(number);
            }
            default -> {
                String text = row.getString(index);
                yield text == null ? null : plain(text, column);
            }
        };
    }

    private static String binary(byte[] bytes, Column column) {
        if (column.kind() == ColumnKind.BITS) {
            return PlainTexts.bits(MySqlBinding.reversed(bytes), column.size());
        } else if (column.kind() == ColumnKind.GEOMETRY && bytes.length > SRID_LENGTH) {
            return RowFingerprint.bytes(Arrays.copyOfRange(bytes, SRID_LENGTH, bytes.length));
        }
        return RowFingerprint.bytes(bytes);
    }

    private static String plain(String text, Column column) {
        return switch (column.kind()) {
            case NUMBER -> PlainTexts.number(text);
            case JSON -> PlainTexts.json(text);
            case DATE -> PlainTexts.date(text);
            case TIME -> PlainTexts.time(text);
            case TIMESTAMP, ZONED_TIMESTAMP -> PlainTexts.timestamp(text);
            default -> text;
        };
    }

    /** What the column will show of a value that is written into it. */
    static String stored(RowField field, Column column, Object value) {
        String plain = PlainTexts.stored(field, column, value);
        if (column.dataType().equals("char")) {
            return plain.stripTrailing().length() == plain.length() ? plain : plain.replaceAll(" +$", "");
        } else if (column.dataType().equals("binary") && plain.length() < column.size() * 2) {
            return plain + "0".repeat(column.size() * 2 - plain.length());
        }
        return plain;
    }
}
