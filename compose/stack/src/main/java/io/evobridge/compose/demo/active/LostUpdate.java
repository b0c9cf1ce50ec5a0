package io.evobridge.compose.demo.active;

import io.evobridge.compose.ConflictRecord;
import io.evobridge.compose.Patience;
import io.evobridge.compose.Site;
import io.evobridge.contract.CanonicalKey;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The update that last-writer-wins tools lose: an amount of 100, from which one database takes 30 and the other 50 at the
 * same time. The bridge is paused while they write, so that neither can know of the other.
 */
public final class LostUpdate {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ActivePlatform platform;
    private final String entity;
    private final String field;

    /** On that field of that entity, which must be empty but for the key otherwise. */
    public LostUpdate(ActivePlatform platform, String entity, String field) {
        this.platform = platform;
        this.entity = entity;
        this.field = field;
    }

    /**
     * What came of it.
     *
     * @param shop amount in MySQL
     * @param crm amount in PostgreSQL
     * @param conflicts what was recorded for the row
     */
    public record Outcome(String shop, String crm, List<ConflictRecord> conflicts) {

        /** Whether an amount stands in some version of a recorded conflict. */
        public boolean recorded(String field, String amount) {
            return conflicts.stream()
                    .flatMap(conflict -> conflict.versions().stream())
                    .anyMatch(version ->
                            version.row() != null && amount.equals(version.row().get(field)));
        }
    }

    /** Plays it on a row of that number, which nobody else writes. */
    public Outcome play(long number) throws SQLException, InterruptedException {
        String key = new CanonicalKey(entity, List.of(Long.toString(number))).toString();
        Site shop = platform.shop();
        shop.execute("INSERT INTO " + shop.table(entity).name() + " (" + column(shop, "id") + ", " + column(shop, field)
                + ") VALUES (" + number + ", 100)");
        Patience patience = Patience.of(PATIENCE);
        patience.awaits(() -> amount(platform.crm(), key).equals("100"));
        platform.stack().worker().pause();
        try {
            take(shop, number, 30);
            take(platform.crm(), number, 50);
        } finally {
            platform.stack().worker().resume();
        }
        patience.awaits(() -> platform.stack().gauges().lag() == 0
                && !amount(shop, key).equals("70")
                && amount(shop, key).equals(amount(platform.crm(), key)));
        return outcome(key);
    }

    private Outcome outcome(String key) throws SQLException {
        List<ConflictRecord> conflicts = ConflictRecord.read(platform.stack()).stream()
                .filter(conflict -> conflict.key().equals(key))
                .toList();
        return new Outcome(amount(platform.shop(), key), amount(platform.crm(), key), conflicts);
    }

    private void take(Site site, long number, int amount) throws SQLException {
        String column = column(site, field);
        site.execute("UPDATE " + site.table(entity).name() + " SET " + column + " = " + column + " - " + amount
                + " WHERE " + column(site, "id") + " = " + number);
    }

    private String column(Site site, String canonical) {
        return site.table(entity).column(canonical);
    }

    private String amount(Site site, String key) throws SQLException {
        return ActivePlatform.rows(site, entity).text(key, field).orElse("");
    }
}
