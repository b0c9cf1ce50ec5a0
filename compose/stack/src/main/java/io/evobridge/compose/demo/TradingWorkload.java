package io.evobridge.compose.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One trader's stream of writes: balances move, orders are placed, filled and cancelled. Every write is a transaction of
 * one row. Rows of different traders never overlap, so that a row's revisions are ordered as they were committed.
 */
final class TradingWorkload implements AutoCloseable {

    private static final String CUSTOMER = "customer";
    private static final String ORDER = "trade_order";
    private static final List<String> SYMBOLS = List.of("ACME", "GLOBEX", "INITECH", "HOOLI", "UMBRELLA");
    private static final List<String> RISKS = List.of("cautious", "balanced", "bold");

    private final int trader;
    private final int traderCount;
    private final int customersEach;
    private final Random random;
    private final Consumer<Write> committed;
    private final Connection connection;
    private final PreparedStatement insertCustomer;
    private final PreparedStatement moveBalance;
    private final PreparedStatement changeRisk;
    private final PreparedStatement placeOrder;
    private final PreparedStatement closeOrder;
    private long ordersPlaced;
    private long revisions;

    /** Opens the trader's connection. Every write is handed to {@code committed} once the database has answered. */
    TradingWorkload(
            String jdbcUrl, int trader, int traderCount, int customersEach, long seed, Consumer<Write> committed)
            throws SQLException {
        this.trader = trader;
        this.traderCount = traderCount;
        this.customersEach = customersEach;
        this.random = new Random(seed + trader);
        this.committed = committed;
        this.connection = DriverManager.getConnection(jdbcUrl);
        this.insertCustomer = connection.prepareStatement("INSERT INTO customers"
                + " (id, name, email, risk_profile, balance, preferences, revision) VALUES (?, ?, ?, ?, ?, ?, ?)");
        this.moveBalance =
                connection.prepareStatement("UPDATE customers SET balance = balance + ?, revision = ? WHERE id = ?");
        this.changeRisk =
                connection.prepareStatement("UPDATE customers SET risk_profile = ?, revision = ? WHERE id = ?");
        this.placeOrder = connection.prepareStatement("INSERT INTO orders"
                + " (id, customer_id, symbol, side, quantity, price, status, revision, placed_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, 'open', ?, UTC_TIMESTAMP(6))");
        this.closeOrder = connection.prepareStatement("UPDATE orders SET status = ?, revision = ? WHERE id = ?");
    }

    /** Inserts this trader's customers. */
    void insertCustomers() throws SQLException {
        for (int i = 0; i < customersEach; i++) {
            long id = ownId(i);
            long revision = nextRevision();
            insertCustomer.setLong(1, id);
            insertCustomer.setString(2, "Customer " + id);
            insertCustomer.setString(3, "customer" + id + "@example.com");
            insertCustomer.setString(4, pick(RISKS));
            insertCustomer.setBigDecimal(5, cents(1_000_000));
            insertCustomer.setString(6, "{\"language\": \"en\", \"alerts\": true}");
            insertCustomer.setLong(7, revision);
            commit(insertCustomer, CUSTOMER, id, revision);
        }
    }

    /** Makes one write, drawn by chance. */
    void writeOnce() throws SQLException {
        int dice = random.nextInt(100);
        if (dice < 50) {
            long id = ownId(random.nextInt(customersEach));
            long revision = nextRevision();
            moveBalance.setBigDecimal(1, cents(20_000).subtract(BigDecimal.valueOf(100)));
            moveBalance.setLong(2, revision);
            moveBalance.setLong(3, id);
            commit(moveBalance, CUSTOMER, id, revision);
        } else if (dice < 55) {
            long id = ownId(random.nextInt(customersEach));
            long revision = nextRevision();
            changeRisk.setString(1, pick(RISKS));
            changeRisk.setLong(2, revision);
            changeRisk.setLong(3, id);
            commit(changeRisk, CUSTOMER, id, revision);
        } else if (dice < 85 || ordersPlaced == 0) {
            long id = ownId(ordersPlaced++);
            long revision = nextRevision();
            placeOrder.setLong(1, id);
            placeOrder.setLong(2, ownId(random.nextInt(customersEach)));
            placeOrder.setString(3, pick(SYMBOLS));
            placeOrder.setString(4, random.nextBoolean() ? "buy" : "sell");
            placeOrder.setBigDecimal(5, BigDecimal.valueOf(random.nextInt(1, 1_000_000_000), 6));
            placeOrder.setBigDecimal(6, BigDecimal.valueOf(random.nextInt(1, 10_000_000), 4));
            placeOrder.setLong(7, revision);
            commit(placeOrder, ORDER, id, revision);
        } else {
            long id = ownId(random.nextLong(ordersPlaced));
            long revision = nextRevision();
            closeOrder.setString(1, random.nextInt(4) == 0 ? "cancelled" : "filled");
            closeOrder.setLong(2, revision);
            closeOrder.setLong(3, id);
            commit(closeOrder, ORDER, id, revision);
        }
    }

    private void commit(PreparedStatement statement, String entity, long id, long revision) throws SQLException {
        long startedMillis = System.currentTimeMillis();
        if (statement.executeUpdate() != 1) {
            throw new IllegalStateException("the write to " + entity + " " + id + " met no row");
        }
        committed.accept(new Write(entity, id, revision, startedMillis, System.nanoTime()));
    }

    private long ownId(long number) {
        return number * traderCount + trader + 1;
    }

    private long nextRevision() {
        return revisions++ * traderCount + trader + 1;
    }

    private BigDecimal cents(int bound) {
        return BigDecimal.valueOf(random.nextInt(bound), 2);
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
