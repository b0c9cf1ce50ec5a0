package io.evobridge.compose.demo.active;

import io.evobridge.compose.BridgeGauges;
import io.evobridge.compose.ConflictRecord;
import io.evobridge.compose.EchoAudit;
import io.evobridge.compose.Patience;
import io.evobridge.compose.demo.LiveTable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the active-active demo: both databases are written at once, and end equal. */
public final class ActiveActiveDemo {

    private static final Duration TABLE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration ARRIVAL_PATIENCE = Duration.ofMinutes(2);

    private final ActivePlatform platform;
    private final Staff shop;
    private final Staff crm;
    private final LiveTable table = new LiveTable(System.out, Boolean.getBoolean("evobridge.terminal"));

    private ActiveActiveDemo(ActivePlatform platform, int writesPerSecond, long seed) {
        this.platform = platform;
        this.shop = new Staff(platform.shop(), 0, writesPerSecond / 2.0, seed);
        this.crm = new Staff(platform.crm(), 1, writesPerSecond / 2.0, seed);
    }

    /**
     * Runs the demo; without a limit until the process is ended.
     *
     * @param writesPerSecond of both sides together
     * @param limitSeconds how long they write
     * @return whether both databases ended equal, nothing was lost and no echo was taken for a write
     */
    public static boolean run(Path home, int writesPerSecond, long seed, Optional<Integer> limitSeconds)
            throws Exception {
        System.out.println("Data and logs: " + home);
        try (ActivePlatform platform = ActivePlatform.start(
                home, ActivePlatform.Rowset.NONE, what -> System.out.println("Starting " + what + " ..."))) {
            System.out.printf(
                    "%nMySQL       %s  (user %s, password %s, database shop, table customers)%n"
                            + "PostgreSQL  %s  (user %s, password %s, database crm, table crm.client)%n"
                            + "Connect     %s%nResolver    %s/metrics%nConsole     %s/%n%n",
                    platform.mysql().address(),
                    platform.mysql().user(),
                    platform.mysql().password(),
                    platform.postgresql().address(),
                    platform.postgresql().user(),
                    platform.postgresql().password(),
                    platform.stack().worker().url(),
                    platform.stack().resolver().url(),
                    platform.stack().resolver().url());
            boolean sideBySide = lostUpdates(platform);
            return new ActiveActiveDemo(platform, writesPerSecond, seed).write(limitSeconds) && sideBySide;
        }
    }

    /** Plays the lost update under two policies, and says what came of it. */
    private static boolean lostUpdates(ActivePlatform platform) throws SQLException, InterruptedException {
        System.out.println("100, and at once MySQL takes 30 and PostgreSQL 50:");
        var summed = new LostUpdate(platform, "customer", "balance").play(1_000_001);
        System.out.printf("  policy counter   MySQL %s, PostgreSQL %s%n", summed.shop(), summed.crm());
        var last = new LostUpdate(platform, "wallet", "amount").play(1);
        String loser = last.shop().equals("70") ? "50" : "70";
        boolean kept = last.recorded("amount", loser);
        System.out.printf(
                "  policy lww       MySQL %s, PostgreSQL %s; the loser, %s, %s%n%n",
                last.shop(), last.crm(), loser, kept ? "stands complete in the conflicts" : "is lost");
        return summed.shop().equals("20")
                && summed.crm().equals("20")
                && last.shop().equals(last.crm())
                && kept;
    }

    private boolean write(Optional<Integer> limitSeconds) throws Exception {
        long end = limitSeconds
                .map(seconds -> System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds))
                .orElse(Long.MAX_VALUE);
        System.out.println("Both sides write ...");
        try (shop;
                crm) {
            shop.start();
            crm.start();
            while (System.nanoTime() < end) {
                Thread.sleep(TABLE_INTERVAL.toMillis());
                table.show(report().lines());
            }
        }
        BridgeGauges gauges = platform.stack().gauges();
        boolean arrived = Patience.of(ARRIVAL_PATIENCE)
                .awaits(() -> gauges.lag() == 0 && platform.differences().isEmpty());
        EchoAudit audit = EchoAudit.of(platform.stack());
        List<ConflictRecord> conflicts = ConflictRecord.read(platform.stack());
        table.finish(report().audit(audit).conflicts(conflicts).lines());
        System.out.println(
                arrived
                        ? "Both databases are equal."
                        : "The databases still differ after " + ARRIVAL_PATIENCE.toSeconds() + " s: "
                                + platform.differences());
        return arrived && audit.takenForWrites() == 0;
    }

    private ActiveReport report() throws SQLException {
        BridgeGauges gauges = platform.stack().gauges();
        return new ActiveReport()
                .side("MySQL customers", shop.written(), customers(true))
                .side("PostgreSQL crm.client", crm.written(), customers(false))
                .bridge(platform.differences().size(), gauges.resolved(), gauges.conflicts(), gauges.lag());
    }

    private long customers(boolean inShop) throws SQLException {
        return ActivePlatform.rows(inShop ? platform.shop() : platform.crm(), "customer")
                .byKey()
                .size();
    }
}
