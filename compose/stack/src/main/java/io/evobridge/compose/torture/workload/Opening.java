package io.evobridge.compose.torture.workload;

import io.evobridge.compose.Site;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The rows that are there before anybody writes: counters at zero, accounts with money, pages with their first word. */
public final class Opening {

    private final List<Site> sites;

    public Opening(List<Site> sites) {
        this.sites = List.copyOf(sites);
    }

    /** Inserts them on the first database; the bridge brings them to the others. */
    public void insert() throws SQLException {
        Site first = sites.get(0);
        RowSql tallies = new RowSql(first.table(Shapes.TALLY));
        RowSql accounts = new RowSql(first.table(Shapes.ACCOUNT));
        RowSql pages = new RowSql(first.table(Shapes.PAGE));
        try (Connection connection = first.connect()) {
            for (String key : Shapes.tallies()) {
                tallies.insert(connection, key, Shapes.TOTAL, 0L);
            }
            for (String key : Shapes.accounts()) {
                accounts.insert(connection, key, Shapes.BALANCE, Shapes.OPENING_BALANCE);
            }
            for (String key : Shapes.pages()) {
                pages.insert(connection, key, Shapes.WORDS, Shapes.FIRST_WORD);
            }
        }
    }

    /** Whether every database holds them all. */
    public boolean isEverywhere() throws SQLException {
        for (Site site : sites) {
            try (Connection connection = site.connect()) {
                if (!holds(site, connection, Shapes.TALLY, Shapes.tallies())
                        || !holds(site, connection, Shapes.ACCOUNT, Shapes.accounts())
                        || !holds(site, connection, Shapes.PAGE, Shapes.pages())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean holds(Site site, Connection connection, String entity, List<String> keys)
            throws SQLException {
        return site.table(entity).rows(connection).byKey().keySet().containsAll(keys);
    }
}
