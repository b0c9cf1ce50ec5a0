package io.evobridge.compose;

import io.evobridge.compose.demo.TradingPlatform;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** The shop's customers in MySQL, as tests write and read them. */
final class Shop {

    private static final int ROWS_PER_TRANSACTION = 50;

    private final TradingPlatform platform;
    private long revisions;

    Shop(TradingPlatform platform) {
        this.platform = platform;
    }

    /** Runs statements, each in a transaction of its own. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(platform.shopUrl());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Inserts customers with the ids {@code from} (inclusive) to {@code to} (exclusive). */
    void insert(long from, long to) throws SQLException {
        try (Connection connection = DriverManager.getConnection(platform.shopUrl());
                PreparedStatement insert = connection.prepareStatement("INSERT INTO customers"
                        + " (id, name, risk_profile, balance, revision) VALUES (?, ?, 'balanced', 1000, ?)")) {
            connection.setAutoCommit(false);
            for (long id = from; id < to; id++) {
                insert.setLong(1, id);
                insert.setString(2, "Customer " + id);
                insert.setLong(3, ++revisions);
                insert.executeUpdate();
                if (id % ROWS_PER_TRANSACTION == 0) {
                    connection.commit();
                }
            }
            connection.commit();
        }
    }

    /** Updates single rows drawn by chance from the ids below {@code idCount}, many in a transaction. */
    void update(int updateCount, int idCount, Random random) throws SQLException {
        try (Connection connection = DriverManager.getConnection(platform.shopUrl());
                PreparedStatement update = prepareUpdate(connection)) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= updateCount; i++) {
                updateOnce(update, random.nextInt(idCount), random);
                if (i % ROWS_PER_TRANSACTION == 0) {
                    connection.commit();
                }
            }
            connection.commit();
        }
    }

    static PreparedStatement prepareUpdate(Connection connection) throws SQLException {
        return connection.prepareStatement("UPDATE customers SET balance = balance + ?, revision = ? WHERE id = ?");
    }

    void updateOnce(PreparedStatement update, long id, Random random) throws SQLException {
        update.setBigDecimal(1, BigDecimal.valueOf(random.nextInt(-5_000, 5_000), 2));
        update.setLong(2, ++revisions);
        update.setLong(3, id);
        update.executeUpdate();
    }

    /** All customers. */
    Map<Long, CustomerRow> rows() throws SQLException {
        Map<Long, CustomerRow> rows = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(platform.shopUrl());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT id, revision, balance FROM customers")) {
            while (result.next()) {
                rows.put(result.getLong(1), new CustomerRow(result.getLong(2), result.getBigDecimal(3)));
            }
        }
        return rows;
    }
}
