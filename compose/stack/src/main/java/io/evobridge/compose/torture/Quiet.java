package io.evobridge.compose.torture;

import io.evobridge.compose.BridgeGauges;
import io.evobridge.compose.Patience;
import io.evobridge.compose.Rows;
import io.evobridge.compose.Site;
import io.evobridge.compose.torture.check.AgreementCheck;
import io.evobridge.compose.torture.check.Violation;
import io.evobridge.compose.torture.workload.Sentinels;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The wait until nothing moves any more, and the proof that nothing moves by itself. */
final class Quiet {

    private static final int ROUNDS = 3;

    private final List<Site> sites;
    private final Sentinels sentinels;
    private final BridgeGauges gauges;
    private long lastSeen = -1;
    private int differing = -1;

    Quiet(List<Site> sites, Sentinels sentinels, BridgeGauges gauges) {
        this.sites = sites;
        this.sentinels = sentinels;
        this.gauges = gauges;
    }

    /** Waits until everything that was committed has arrived and the topics stand still; says what is missing if not. */
    List<Violation> await(Duration limit) throws InterruptedException {
        Patience patience = Patience.of(limit);
        List<String> keys = sentinels.insert();
        if (!patience.awaits(() -> sentinels.areEverywhere(keys))) {
            return List.of(new Violation(
                    "quiet",
                    "inserted when all faults were healed, but not everywhere after " + limit.toSeconds() + " s: "
                            + keys));
        }
        if (!patience.awaits(
                () -> gauges.lag() == 0 && standsStill() && differences().isEmpty())) {
            return List.of(new Violation(
                    "quiet",
                    String.format(
                            "after %d s there are %d records captured and %d resolved, %d of them not read yet,"
                                    + " and %d rows differ",
                            limit.toSeconds(), gauges.captured(), gauges.resolved(), gauges.lag(), differing)));
        }
        return List.of();
    }

    /**
     * Sends a few more rows around. Where nothing else moves, each adds exactly one record to the resolved topics; a loop
     * would have added others by the time that they are everywhere.
     */
    List<Violation> proof(Duration limit) throws InterruptedException {
        Patience patience = Patience.of(limit);
        long before = gauges.resolved();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> keys = sentinels.insert();
            if (!patience.awaits(() -> sentinels.areEverywhere(keys) && gauges.lag() == 0)) {
                return List.of(new Violation("loop", "not everywhere after " + limit.toSeconds() + " s: " + keys));
            }
        }
        long expected = (long) ROUNDS * sites.size();
        long grown = gauges.resolved() - before;
        return grown == expected
                ? List.of()
                : List.of(new Violation(
                        "loop",
                        "the resolved topics grew by " + grown + " records while " + expected + " rows were inserted"));
    }

    private boolean standsStill() {
        long seen = gauges.captured() + gauges.resolved();
        boolean still = seen == lastSeen;
        lastSeen = seen;
        return still;
    }

    private List<String> differences() throws SQLException {
        List<String> differences = AgreementCheck.differences(databases(sites));
        differing = differences.size();
        return differences;
    }

    /** Database → entity → its rows. */
    static Map<String, Map<String, Rows>> databases(List<Site> sites) throws SQLException {
        Map<String, Map<String, Rows>> states = new LinkedHashMap<>();
        for (Site site : sites) {
            Map<String, Rows> entities = new LinkedHashMap<>();
            try (Connection connection = site.connect()) {
                for (String entity : site.entities()) {
                    entities.put(entity, site.table(entity).rows(connection));
                }
            }
            states.put(site.name(), entities);
        }
        return states;
    }
}
