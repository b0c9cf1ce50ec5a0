package io.evobridge.load.sinks;

import io.evobridge.load.data.Item;
import io.evobridge.load.data.ItemTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A table of items in MySQL or PostgreSQL; every write is a row of its own. */
final class SqlCopy implements Copy {

    private final String url;
    private final String orUpdate;
    private final Connection asking;

    private SqlCopy(String url, String orUpdate) throws SQLException {
        this.url = url;
        this.orUpdate = orUpdate;
        this.asking = DriverManager.getConnection(url);
    }

    /** With the account in the address. */
    static SqlCopy mysql(String url) throws SQLException {
        return new SqlCopy(url, ItemTable.OR_UPDATE_MYSQL);
    }

    /** With the account in the address. */
    static SqlCopy postgresql(String url) throws SQLException {
        return new SqlCopy(url, ItemTable.OR_UPDATE_POSTGRESQL);
    }

    @Override
    public void clear() throws SQLException {
        ItemTable.create(asking);
    }

    @Override
    public boolean holds(Item item) throws SQLException {
        return number("SELECT COUNT(*) FROM " + ItemTable.NAME + " WHERE id = " + item.id() + " AND revision >= "
                        + item.revision())
                == 1;
    }

    @Override
    public long writes() throws SQLException {
        return number("SELECT COUNT(*) FROM " + ItemTable.NAME);
    }

    private long number(String query) throws SQLException {
        try (Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public String content() throws SQLException {
        return ItemTable.content(DriverManager.getConnection(url));
    }

    @Override
    public String expected(long writes) {
        return Copy.rows(writes);
    }

    @Override
    public Loader loader() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        return new BareLoader(connection, orUpdate);
    }

    /** One multi-row upsert for each transaction. */
    private record BareLoader(Connection connection, String orUpdate) implements Loader {

        @Override
        public void write(List<Item> items) throws SQLException {
            try (PreparedStatement statement = ItemTable.insert(connection, items.size(), orUpdate)) {
                ItemTable.bind(statement, items);
                statement.executeUpdate();
            }
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
