package io.evobridge.load.data;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;

/** The table of items, the same in MySQL and PostgreSQL. */
public final class ItemTable {

    public static final String NAME = Item.ENTITY;

    private static final String COLUMNS = "id, name, price, quantity, revision";

    private static final String DDL = "CREATE TABLE " + NAME + " (id BIGINT NOT NULL PRIMARY KEY,"
            + " name VARCHAR(200) NOT NULL, price DECIMAL(12, 2) NOT NULL, quantity INT NOT NULL,"
            + " revision BIGINT NOT NULL)";

    /** Behind an INSERT, so that rows that are there are replaced. */
    public static final String OR_UPDATE_MYSQL =
            " AS new ON DUPLICATE KEY UPDATE name = new.name, price = new.price, quantity = new.quantity,"
                    + " revision = new.revision";

    /** Behind an INSERT, so that rows that are there are replaced. */
    public static final String OR_UPDATE_POSTGRESQL =
            " ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, price = EXCLUDED.price,"
                    + " quantity = EXCLUDED.quantity, revision = EXCLUDED.revision";

    private ItemTable() {}

    /** Makes it anew, empty. */
    public static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + NAME);
            statement.execute(DDL);
        }
    }

    /** An INSERT of so many rows. */
    public static PreparedStatement insert(Connection connection, int rows, String orUpdate) throws SQLException {
        return connection.prepareStatement("INSERT INTO " + NAME + " (" + COLUMNS + ") VALUES "
                + String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?, ?)")) + orUpdate);
    }

    /** Gives an INSERT its rows. */
    public static void bind(PreparedStatement insert, List<Item> items) throws SQLException {
        int index = 1;
        for (Item item : items) {
            insert.setLong(index++, item.id());
            insert.setString(index++, item.name());
            insert.setBigDecimal(index++, BigDecimal.valueOf(item.cents(), 2));
            insert.setInt(index++, item.quantity());
            insert.setLong(index++, item.revision());
        }
    }

    /** Rows and checksum of what is in it; on a connection of its own, which is closed. */
    public static String content(Connection ownConnection) throws SQLException {
        Checksum checksum = new Checksum();
        try (Connection connection = ownConnection;
                Statement statement = connection.createStatement()) {
            // Both drivers then hand over row by row; all at once would not fit.
            connection.setAutoCommit(false);
            statement.setFetchSize(
                    connection.getMetaData().getURL().startsWith("jdbc:mysql:") ? Integer.MIN_VALUE : 10_000);
            try (ResultSet rows = statement.executeQuery("SELECT " + COLUMNS + " FROM " + NAME)) {
                while (rows.next()) {
                    checksum.add(new Item(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getBigDecimal(3).movePointRight(2).longValueExact(),
                            rows.getInt(4),
                            rows.getLong(5)));
                }
            }
        }
        return checksum.toString();
    }
}
