package io.evobridge.sink.sql.dialect;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What the error numbers of MySQL and MariaDB mean. */
final class MySqlErrors {

    private static final int TABLE_MISSING = 1146;
    private static final int COLUMN_MISSING = 1054;
    private static final int DUPLICATE_KEY = 1062;
    private static final int DUPLICATE_COLUMN = 1060;
    private static final int DATABASE_MISSING = 1049;
    private static final int ACCESS_DENIED = 1045;

    /** Shut-down (1053), read-only after a failover (1290, 1836), closed for idleness (4031). */
    private static final Set<Integer> LOST = Set.of(1053, 1290, 1836, 4031);

    /**
     * Too many connections (1040, 1203, 1226), shut-down (1077), lock wait and deadlock (1205, 1213), a disk or table
     * that is full (1021, 1114), read-only (3100), commit refused by the group (3101, 1180), interrupted or timed out
     * (1317, 3024, 1907, 1969), lost (2002, 2006, 2013), changed since it was read (1020).
     */
    private static final Set<Integer> WAIT = Set.of(
            1020, 1021, 1040, 1077, 1114, 1180, 1203, 1205, 1213, 1226, 1317, 1907, 1969, 2002, 2006, 2013, 3024, 3100,
            3101);

    /**
     * Errors of the values whose SQLSTATE does not say so: no default (1364), wrong value (1265, 1292, 1366, 1411, 1525),
     * no geometry (1416), packet or row too large (1118, 1153), a trigger's own refusal (1644), a generated column (3105),
     * no JSON (3140), a check (3819, 4025).
     */
    private static final Set<Integer> DATA =
            Set.of(1118, 1153, 1265, 1292, 1364, 1366, 1411, 1416, 1525, 1644, 3105, 3140, 3819, 4025);

    /** Messages quote the value in front of "for column" or "for key"; values must not reach logs. */
    private static final Pattern QUOTED_VALUE = Pattern.compile(" '.*' for ", Pattern.DOTALL);

    private MySqlErrors() {}

    static Fault fault(SQLException e) {
        int code = e.getErrorCode();
        return switch (code) {
            case ACCESS_DENIED, DATABASE_MISSING -> Fault.NO_ENTRY;
            case 1142, 1143, 1044, 1227 -> Fault.NOT_PERMITTED;
            case TABLE_MISSING -> Fault.TABLE_MISSING;
            case COLUMN_MISSING -> Fault.COLUMN_MISSING;
            case DUPLICATE_COLUMN -> Fault.DUPLICATE_COLUMN;
            case DUPLICATE_KEY -> Fault.DUPLICATE_KEY;
            default -> {
                if (e instanceof SQLNonTransientConnectionException
                        || e instanceof SQLRecoverableException
                        || state(e).startsWith("08")
                        || LOST.contains(code)) {
                    yield Fault.CONNECTION_LOST;
                } else if (e instanceof SQLTransientException || WAIT.contains(code)) {
                    yield Fault.BUSY;
                }
                yield isData(e) ? Fault.DATA : Fault.FOR_GOOD;
            }
        };
    }

    static String describe(SQLException e) {
        return QUOTED_VALUE
                .matcher(Objects.requireNonNullElse(e.getMessage(), "no message"))
                .replaceAll(" for ");
    }

    static String advice(SQLException e) {
        return switch (e.getErrorCode()) {
            case DUPLICATE_KEY -> ". Another row has that value in a unique index";
            case 1451, 1452 ->
                ". Rows of different topics arrive in any order: foreign.key.checks=false lets a child"
                        + " arrive before its parent";
            case TABLE_MISSING ->
                ". Create the table, or set schema.evolution=basic. If it was dropped, reset the"
                        + " connector's offsets to fill it again";
            case 1142, 1143, 1044, 1227 -> ". Grant it to the user of connection.username";
            default -> "";
        };
    }

    private static boolean isData(SQLException e) {
        String state = state(e);
        return state.startsWith("22")
                || state.startsWith("23")
                || state.equals("S1009")
                || DATA.contains(e.getErrorCode())
                || e.getClass().getSimpleName().equals("PacketTooBigException")
                || e.getClass().getSimpleName().equals("MaxAllowedPacketException");
    }

    private static String state(SQLException e) {
        return Objects.requireNonNullElse(e.getSQLState(), "");
    }
}
