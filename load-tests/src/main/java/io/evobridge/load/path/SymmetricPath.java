package io.evobridge.load.path;

import io.evobridge.compose.Parts;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.Watch;
import io.evobridge.load.data.Item;
import io.evobridge.load.data.ItemTable;
import io.evobridge.servers.SymmetricDs;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** SymmetricDS from MySQL to PostgreSQL. */
final class SymmetricPath {

    private static final Duration SET_UP_PATIENCE = Duration.ofMinutes(3);

    private SymmetricPath() {}

    static Sustained measure(MeasureRun run, long rows) throws Exception {
        try (Parts parts = new Parts()) {
            PeerDatabases databases = new PeerDatabases(run, "symmetric", parts);
            var source = new SymmetricDs.Database(
                    "com.mysql.cj.jdbc.Driver",
                    databases.mysql().jdbcUrl(PathPlatform.DATABASE),
                    databases.mysql().user(),
                    databases.mysql().password());
            var target = new SymmetricDs.Database(
                    "org.postgresql.Driver",
                    databases.postgresql().jdbcUrl(PathPlatform.DATABASE),
                    databases.postgresql().user(),
                    databases.postgresql().password());
            parts.add(SymmetricDs.start(run.folder("symmetric"), source, target, ItemTable.NAME));
            awaitFirstRow(databases);
            return databases.measure(run, "SymmetricDS", rows);
        }
    }

    /** It has set itself up when a row arrives; earlier ones it has not noticed, so their keys are written again. */
    private static void awaitFirstRow(PeerDatabases databases) throws Exception {
        long[] revision = {-1_000_000};
        try (OpenLoop.Writer shop = BareWrites.sql(databases.shop(), ItemTable.OR_UPDATE_MYSQL);
                Connection crm = databases.crm()) {
            Look look = Look.postgresql(crm);
            Watch.until("SymmetricDS sends rows", SET_UP_PATIENCE, () -> {
                shop.write(Item.of(0, revision[0]++));
                Thread.sleep(500);
                return !look.revisions(Set.of(0L)).isEmpty();
            });
            Watch.until(
                    "all rows until then have arrived",
                    SET_UP_PATIENCE,
                    () -> List.of(revision[0] - 1)
                            .equals(List.copyOf(look.revisions(Set.of(0L)).values())));
        }
    }
}
