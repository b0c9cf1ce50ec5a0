package io.evobridge.sink.sql.dialect;

import java.sql.SQLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/** The exception that makes the task do the right thing about an error of the database: wait, set aside, or stop. */
public final class SqlErrors {

    private SqlErrors() {}

    public static ConnectException of(Dialect dialect, SQLException e) {
        String product = dialect.product();
        String code = e.getErrorCode() == 0 ? String.valueOf(e.getSQLState()) : Integer.toString(e.getErrorCode());
        String text = code + " " + dialect.describe(e);
        return switch (dialect.fault(e)) {
            case NO_ENTRY ->
                new ConnectException(
                        product + " lets the sink not in: " + text
                                + "; check connection.url, connection.username and connection.password",
                        e);
            case CONNECTION_LOST, BUSY -> new RetriableException(product + " does not take writes now: " + text, e);
            // Without the cause: its message quotes the value.
            case DATA, DUPLICATE_KEY -> new DataException(product + " refuses the row: " + text + dialect.advice(e));
            default -> new ConnectException(product + " refuses for good: " + text + dialect.advice(e), e);
        };
    }
}
