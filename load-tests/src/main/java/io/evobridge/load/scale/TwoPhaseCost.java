package io.evobridge.load.scale;

import io.evobridge.load.ProcessorTime;
import io.evobridge.load.data.Item;
import io.evobridge.load.data.ItemTable;
import io.evobridge.servers.MySql;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a participant of two-phase commit costs beside the commit that it would make anyway, measured on MySQL: the same
 * upserts by themselves and as XA transactions, which are two requests here, as few as there can be.
 */
public final class TwoPhaseCost {

    private static final String DATABASE = "twophase";
    private static final int ROWS = 1_000;
    private static final int TURNS = 5;
    private static final int TRANSACTIONS_OF_A_TURN = 1_000;

    private final MySql mysql;
    private final Statement statement;
    private int number;

    private TwoPhaseCost(MySql mysql, Statement statement) {
        this.mysql = mysql;
        this.statement = statement;
    }

    /** Microseconds of processor time, at database and client together, that a transaction takes more in two phases. */
    public static double micros(MySql mysql) throws SQLException {
        mysql.createDatabase(DATABASE);
        try (Connection connection = DriverManager.getConnection(
                        mysql.jdbcUrl(DATABASE) + "?allowMultiQueries=true", mysql.user(), mysql.password());
                Statement statement = connection.createStatement()) {
            ItemTable.create(connection);
            TwoPhaseCost cost = new TwoPhaseCost(mysql, statement);
            cost.nanos(cost::once);
            cost.nanos(cost::inTwoPhases);
            long nanos = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                nanos += cost.nanos(cost::inTwoPhases) - cost.nanos(cost::once);
            }
            return nanos / 1_000.0 / TURNS / TRANSACTIONS_OF_A_TURN;
        }
    }

    private interface Way {
        void write(String upsert) throws SQLException;
    }

    private long nanos(Way way) throws SQLException {
        var threads = ManagementFactory.getThreadMXBean();
        long client = threads.getCurrentThreadCpuTime();
        ProcessorTime server = ProcessorTime.of(mysql.pid());
        for (int i = 0; i < TRANSACTIONS_OF_A_TURN; i++) {
            way.write(upsert());
        }
        return threads.getCurrentThreadCpuTime()
                - client
                + ProcessorTime.of(mysql.pid()).nanosSince(server);
    }

    private String upsert() {
        Item item = Item.of(number % ROWS, number++);
        return "INSERT INTO " + ItemTable.NAME + " VALUES (" + item.id() + ", '" + item.name() + "', " + item.price()
                + ", " + item.quantity() + ", " + item.revision() + ")" + ItemTable.OR_UPDATE_MYSQL;
    }

    private void once(String upsert) throws SQLException {
        statement.execute(upsert);
    }

    private void inTwoPhases(String upsert) throws SQLException {
        String id = "'item-" + number + "'";
        statement.execute("XA START " + id + "; " + upsert + "; XA END " + id + "; XA PREPARE " + id);
        // The outcomes of all four are read, or the next statement would be refused.
        while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {}
        statement.execute("XA COMMIT " + id);
    }
}
