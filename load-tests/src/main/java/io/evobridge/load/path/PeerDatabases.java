package io.evobridge.load.path;

import io.evobridge.compose.Parts;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.data.ItemTable;
import io.evobridge.servers.MySql;
import io.evobridge.servers.PostgreSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** MySQL that is written and PostgreSQL that is to follow, as the bridge has them, for a peer. */
final class PeerDatabases {

    private final MySql mysql;
    private final PostgreSql postgresql;

    /** Starts them; the parts close them. */
    PeerDatabases(MeasureRun run, String peer, Parts parts) throws SQLException {
        mysql = parts.add(MySql.start(
                run.folder(peer + "-mysql"), "--innodb-buffer-pool-size=256M", "--innodb-redo-log-capacity=512M"));
        mysql.createDatabase(PathPlatform.DATABASE);
        postgresql = parts.add(PostgreSql.start(
                run.folder(peer + "-postgresql"), "-c", "shared_buffers=128MB", "-c", "max_wal_size=2GB"));
        postgresql.createDatabase(PathPlatform.DATABASE);
        try (Connection shop = shop();
                Connection crm = crm()) {
            ItemTable.create(shop);
            ItemTable.create(crm);
        }
    }

    MySql mysql() {
        return mysql;
    }

    PostgreSql postgresql() {
        return postgresql;
    }

    Connection shop() throws SQLException {
        return mysql.connect(PathPlatform.DATABASE);
    }

    Connection crm() throws SQLException {
        return postgresql.connect(PathPlatform.DATABASE);
    }

    /** What the peer, which runs by now, sustains; checks what it has written. */
    Sustained measure(MeasureRun run, String peer, long rows) throws Exception {
        run.say("the same through " + peer);
        try (Lookout lookout = new Lookout("PostgreSQL", Look.postgresql(crm()), 2_000).start()) {
            double rate = new Window(List.of(lookout)).rate(this::shop, rows);
            Sustained sustained = Sustained.of(rate, this::shop, lookout, 2 * rows);
            String shop = ItemTable.content(shop());
            io.evobridge.load.Watch.until(
                    "PostgreSQL equals MySQL",
                    java.time.Duration.ofMinutes(1),
                    () -> shop.equals(ItemTable.content(crm())));
            run.check(peer + ", PostgreSQL holds what MySQL holds", shop, ItemTable.content(crm()));
            return sustained;
        }
    }
}
