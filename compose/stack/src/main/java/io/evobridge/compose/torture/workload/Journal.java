package io.evobridge.compose.torture.workload;

import io.evobridge.compose.Site;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the databases themselves say was committed: each write leaves its id in a table beside its rows. */
public final class Journal {

    /** Name of the table; the bridge knows nothing of it. */
    static final String NAME = "torture_journal";

    /** Makes the table. */
    public static final String TABLE = "CREATE TABLE " + NAME + " (operation BIGINT PRIMARY KEY)";

    private Journal() {}

    /** The ids of all committed writes. */
    public static Set<Long> read(List<Site> sites) throws SQLException {
        Set<Long> committed = new HashSet<>();
        for (Site site : sites) {
            try (Connection connection = site.connect();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT operation FROM " + NAME)) {
                while (result.next()) {
                    committed.add(result.getLong(1));
                }
            }
        }
        return committed;
    }
}
