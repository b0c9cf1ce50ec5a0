package io.evobridge.sink.sql.dialect;

import io.evobridge.sink.common.row.FieldText;
import io.evobridge.sink.common.row.FieldType;
import io.evobridge.sink.common.row.Geometry;
import io.evobridge.sink.common.row.JsonText;
import io.evobridge.sink.common.row.RowField;
import io.evobridge.sink.common.row.TimeText;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Puts canonical values into statements for MySQL and MariaDB. The session runs in UTC. */
final class MySqlBinding {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private MySqlBinding() {}

    static void set(
            PreparedStatement statement, int index, RowField field, @Nullable Column column, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (column != null && column.isText() && field.type() != FieldType.BYTES) {
            statement.setString(index, FieldText.of(field, value));
        } else {
            setTyped(statement, index, field, column, value);
        }
    }

    private static void setTyped(
            PreparedStatement statement, int index, RowField field, @Nullable Column column, Object value)
            throws SQLException {
        switch (field.type()) {
            case BOOLEAN -> statement.setInt(index, (Boolean) value ? 1 : 0);
            case INT32, YEAR -> statement.setInt(index, (Integer) value);
            case INT64 -> statement.setLong(index, (Long) value);
            case FLOAT32 -> statement.setFloat(index, (Float) value);
            case FLOAT64 -> statement.setDouble(index, (Double) value);
            case DECIMAL, VARIABLE_DECIMAL -> statement.setBigDecimal(index, (BigDecimal) value);
            case BYTES -> statement.setBytes(index, (byte[]) value);
            case TIME -> statement.setString(index, TimeText.of((Duration) value));
            case TIMESTAMP -> statement.setString(index, DATE_TIME.format((LocalDateTime) value));
            case ZONED_TIMESTAMP ->
                statement.setString(index, DATE_TIME.format(((Instant) value).atOffset(ZoneOffset.UTC)));
            case DURATION -> setDuration(statement, index, column, (Duration) value);
            case BITS -> statement.setBytes(index, reversed((byte[]) value));
            case GEOMETRY -> statement.setBytes(index, internal((Geometry) value));
            case ARRAY, MAP -> statement.setString(index, JsonText.of(value));
            default -> statement.setString(index, value.toString());
        }
    }

    /** A key field that is known as canonical text only, as the type of its column. */
    static void setKeyText(PreparedStatement statement, int index, @Nullable Column column, String text)
            throws SQLException {
        try {
            switch (column == null ? ColumnKind.TEXT : column.kind()) {
                case NUMBER, BITS -> statement.setBigDecimal(index, number(text));
                case BYTES -> statement.setBytes(index, HexFormat.of().parseHex(text));
                case TIMESTAMP, ZONED_TIMESTAMP ->
                    statement.setString(
                            index,
                            (text.endsWith("Z") ? text.substring(0, text.length() - 1) : text).replace('T', ' '));
                default -> statement.setString(index, text);
            }
        } catch (IllegalArgumentException e) {
            throw new DataException("a key part does not fit its column "
                    + (column == null ? "" : column.name() + " of type " + column.dataType())
                    + "; check primary.key.fields");
        }
    }

    private static BigDecimal number(String text) {
        return switch (text) {
            case "true" -> BigDecimal.ONE;
            case "false" -> BigDecimal.ZERO;
            default -> new BigDecimal(text);
        };
    }

    private static void setDuration(PreparedStatement statement, int index, @Nullable Column column, Duration value)
            throws SQLException {
        if (column != null && column.kind() == ColumnKind.TIME) {
            statement.setString(index, TimeText.of(value));
        } else {
            statement.setLong(index, TimeUnit.SECONDS.toMicros(value.toSeconds()) + value.toNanosPart() / 1_000);
        }
    }

    /** BIT columns take the highest byte first. */
    static byte[] reversed(byte[] bits) {
        byte[] bytes = new byte[bits.length];
        for (int i = 0; i < bits.length; i++) {
            bytes[i] = bits[bits.length - 1 - i];
        }
        return bytes;
    }

    /** MySQL's own form of a shape: the spatial reference system in 4 bytes, lowest first, then well-known binary. */
    private static byte[] internal(Geometry geometry) {
        return ByteBuffer.allocate(Integer.BYTES + geometry.wkb().length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(geometry.srid() == null ? 0 : geometry.srid())
                .put(geometry.wkb())
                .array();
    }
}
