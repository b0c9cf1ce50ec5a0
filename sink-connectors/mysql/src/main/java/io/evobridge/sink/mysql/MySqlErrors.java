package io.evobridge.sink.mysql;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/** What an error of the database means for the sink: wait, set the record aside, or stop. */
final class MySqlErrors {

    static final int TABLE_MISSING = 1146;
    static final int COLUMN_MISSING = 1054;
    static final int DUPLICATE_KEY = 1062;
    static final int DUPLICATE_COLUMN = 1060;
    static final int DATABASE_MISSING = 1049;
    static final int ACCESS_DENIED = 1045;

    /**
     * Too many connections (1040, 1203, 1226), shut-down (1053, 1077), lock wait and deadlock (1205, 1213), a disk or
     * table that is full (1021, 1114), read-only after a failover (1290, 1836, 3100), commit refused by the group (3101,
     * 1180), interrupted or timed out (1317, 3024, 1907), lost (2002, 2006, 2013, 4031).
     */
    private static final Set<Integer> WAIT = Set.of(
            1021, 1040, 1053, 1077, 1114, 1180, 1203, 1205, 1213, 1226, 1290, 1317, 1836, 1907, 2002, 2006, 2013, 3024,
            3100, 3101, 4031);

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

    /** Whether the connection is of no more use. */
    static boolean losesConnection(SQLException e) {
        return e instanceof SQLNonTransientConnectionException
                || e instanceof SQLRecoverableException
                || state(e).startsWith("08")
                || e.getErrorCode() == 1290
                || e.getErrorCode() == 1836
                || e.getErrorCode() == 1053
                || e.getErrorCode() == 4031;
    }

    /** The exception that makes the task do the right thing. */
    static ConnectException of(SQLException e) {
        String text = e.getErrorCode() + " " + describe(e);
        if (e.getErrorCode() == ACCESS_DENIED || e.getErrorCode() == DATABASE_MISSING) {
            return new ConnectException(
                    "MySQL lets the sink not in: " + text
                            + "; check connection.url, connection.username and connection.password",
                    e);
        } else if (losesConnection(e) || e instanceof SQLTransientException || WAIT.contains(e.getErrorCode())) {
            return new RetriableException("MySQL does not take writes now: " + text, e);
        } else if (isData(e)) {
            // Without the cause: its message quotes the value.
            return new DataException("MySQL refuses the row: " + text + advice(e));
        }
        return new ConnectException("MySQL refuses for good: " + text + advice(e), e);
    }

    /** The message without row contents. */
    static String describe(SQLException e) {
        return QUOTED_VALUE
                .matcher(Objects.requireNonNullElse(e.getMessage(), "no message"))
                .replaceAll(" for ");
    }

    private static boolean isData(SQLException e) {
        String state = state(e);
        return state.startsWith("22")
                || state.startsWith("23")
                || state.equals("S1009")
                || DATA.contains(e.getErrorCode())
                || e.getClass().getSimpleName().equals("PacketTooBigException");
    }

    private static String advice(SQLException e) {
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

    private static String state(SQLException e) {
        return Objects.requireNonNullElse(e.getSQLState(), "");
    }
}
