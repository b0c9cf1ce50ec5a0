package io.evobridge.sink.sql.dialect;

import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the SQLSTATEs of PostgreSQL mean. */
final class PostgreSqlErrors {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** Messages quote a value behind a colon, or between "value" and "is". */
    private static final Pattern QUOTED_VALUE = Pattern.compile(": \".*\"|(?<=value )\".*\"(?= is)", Pattern.DOTALL);

    private PostgreSqlErrors() {}

    static Fault fault(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return switch (state) {
            case "28P01", "28000", "3D000" -> Fault.NO_ENTRY;
            case INSUFFICIENT_PRIVILEGE -> Fault.NOT_PERMITTED;
            case UNDEFINED_TABLE, "3F000" -> Fault.TABLE_MISSING;
            case "42703" -> Fault.COLUMN_MISSING;
            case "42701" -> Fault.DUPLICATE_COLUMN;
            case UNIQUE_VIOLATION -> Fault.DUPLICATE_KEY;
            // Shut-down, crash of a neighbour, start-up; read-only after a failover.
            case "57P01", "57P02", "57P03", "57P05", "25006" -> Fault.CONNECTION_LOST;
            // Lock wait, cancelled by somebody, object in use, disk; a plan for a table that has changed since.
            case "55P03", "57014", "55006", "58030", "0A000" -> Fault.BUSY;
            // A row too large for an index, a trigger's own refusal, a check of a view.
            case "54000", "P0001", "44000", "428C9" -> Fault.DATA;
            default ->
                switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                    case "08" -> Fault.CONNECTION_LOST;
                    // Deadlock and serialization; out of something.
                    case "40", "53" -> Fault.BUSY;
                    case "22", "23" -> Fault.DATA;
                    default -> Fault.FOR_GOOD;
                };
        };
    }

    static String describe(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException said ? said.getServerErrorMessage() : null;
        String message = server == null ? e.getMessage() : server.getMessage();
        String column = server == null || server.getColumn() == null ? "" : " (column '" + server.getColumn() + "')";
        return QUOTED_VALUE
                        .matcher(Objects.requireNonNullElse(message, "no message"))
                        .replaceAll("")
                + column;
    }

    static String advice(SQLException e) {
        return switch (Objects.requireNonNullElse(e.getSQLState(), "")) {
            case UNIQUE_VIOLATION -> ". Another row has that value in a unique index";
            case FOREIGN_KEY_VIOLATION ->
                ". Rows of different topics arrive in any order: foreign.key.checks=false lets a child"
                        + " arrive before its parent";
            case UNDEFINED_TABLE ->
                ". Create the table, or set schema.evolution=basic. If it was dropped, reset the"
                        + " connector's offsets to fill it again";
            case INSUFFICIENT_PRIVILEGE -> ". Grant it to the user of connection.username";
            default -> "";
        };
    }
}
