package io.evobridge.load.path;

import io.evobridge.load.Measure;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.Size;
import io.evobridge.load.Watch;
import io.evobridge.load.data.InfluxHttp;
import io.evobridge.load.data.Item;
import io.evobridge.load.data.ItemHashes;
import io.evobridge.load.data.ItemTable;
import io.evobridge.load.report.Figure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.Jedis;

/** What the whole path sustains, what it does after an outage, and what two peers sustain of the same. */
public final class ThroughputMeasure implements Measure {

    private static final String RATE = "rows/s";

    @Override
    public String name() {
        return "path";
    }

    @Override
    public String question() {
        return "how many rows per second go the whole way without growing lag, and how soon is an outage made up for?";
    }

    @Override
    public Duration limit(Size size) {
        return Duration.ofMinutes(size.of(15, 60));
    }

    @Override
    public void measure(MeasureRun run) throws Exception {
        long rows = run.size().of(4_000, 200_000);
        Sustained ours = bridge(run, rows);
        Sustained debezium = DebeziumPath.measure(run, rows);
        report(run, "Debezium with its JDBC sink, to PostgreSQL", debezium);
        run.found(Figure.ratio("bridge", "rows/s / Debezium with its JDBC sink", ours.rate(), debezium.rate()));
        Sustained symmetric =
                SymmetricPath.measure(run, Math.min(rows, run.size().of(1_000, 20_000)));
        report(run, "SymmetricDS, to PostgreSQL", symmetric);
        run.found(Figure.ratio("bridge", "rows/s / SymmetricDS", ours.rate(), symmetric.rate())
                .atLeast(10));
        run.found(Figure.ratio("bridge", "p50 of 10 writes/s / SymmetricDS", ours.p50Millis(), symmetric.p50Millis())
                .atMost(0.1));
    }

    private static void report(MeasureRun run, String subject, Sustained sustained) {
        run.found(Figure.of(subject, "sustained", sustained.rate(), RATE)
                .noting(Window.ROWS_PER_COMMIT + " rows in a transaction"));
        run.found(
                Figure.of(subject, "commit to visible in PostgreSQL at 10 writes/s, p50", sustained.p50Millis(), "ms"));
    }

    private static Sustained bridge(MeasureRun run, long rows) throws Exception {
        try (PathPlatform platform = new PathPlatform(run)) {
            List<Lookout> lookouts = List.of(
                    new Lookout("PostgreSQL", Look.postgresql(platform.crm()), 2_000).start(),
                    new Lookout("Redis", Look.redis(platform.sessions()), 20_000).start(),
                    new Lookout("InfluxDB", Look.influxDb(platform.history(), Item.ENTITY), 100_000).start());
            run.say("writing " + 2 * rows + " rows as fast as the slowest sink follows");
            Sustained sustained;
            try {
                double rate = new Window(lookouts).rate(platform::shop, rows);
                checkContents(run, platform, "", 2 * rows);
                sustained = Sustained.of(rate, platform::shop, lookouts.get(0), 2 * rows);
            } finally {
                lookouts.forEach(Lookout::close);
            }
            report(run, "bridge, to PostgreSQL, Redis and InfluxDB", sustained);
            catchUp(run, platform, 2 * rows + Sustained.WRITES, run.size().of(5_000, 1_000_000));
            return sustained;
        }
    }

    /** Connect goes away, rows are written, Connect comes back. */
    private static void catchUp(MeasureRun run, PathPlatform platform, long first, long rows) throws Exception {
        run.say("writing " + rows + " rows while Connect is down");
        platform.stack().worker().stop();
        new Window(List.of()).write(platform::shop, first, rows);
        long began = System.nanoTime();
        platform.stack().worker().restart();
        double startSeconds = (System.nanoTime() - began) / 1e9;
        // Rows are written in turn, so each of the last ones is the newest of its key.
        int changed = (int) Math.min(rows, Window.ROWS);
        long newest = first + rows - changed;
        Duration patience = Duration.ofMinutes(20);
        InfluxHttp history = platform.history();
        try (Connection crm = platform.crm();
                Jedis sessions = platform.sessions()) {
            Watch.until(
                    "PostgreSQL has caught up",
                    patience,
                    () -> count(crm, "SELECT COUNT(*) FROM item WHERE revision >= " + newest) == changed);
            for (long number = newest; number < first + rows; number++) {
                Item item = Window.write(number);
                Watch.until(
                        "Redis has caught up",
                        patience,
                        () -> ItemHashes.revision(sessions, item.id()) >= item.revision());
            }
            Watch.until("InfluxDB has caught up", patience, () -> history.writes(Item.ENTITY) >= first + rows);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        run.found(Figure.of("catch-up", rows + " queued changes into three sinks", seconds, "s")
                .noting("of which Connect takes %.1f s to start".formatted(startSeconds)));
        run.found(Figure.of("catch-up", "without the start of Connect", rows / (seconds - startSeconds), RATE));
        checkContents(run, platform, "after the outage, ", first + rows);
    }

    private static void checkContents(MeasureRun run, PathPlatform platform, String when, long writes)
            throws Exception {
        // One row of each transaction was watched; the others are a moment behind at most.
        String shop = ItemTable.content(platform.shop());
        Duration patience = Duration.ofSeconds(30);
        Watch.until("PostgreSQL equals MySQL", patience, () -> shop.equals(ItemTable.content(platform.crm())));
        try (Jedis jedis = platform.sessions()) {
            Watch.until("Redis equals MySQL", patience, () -> shop.equals(ItemHashes.content(jedis)));
            run.check(when + "Redis holds what MySQL holds", shop, ItemHashes.content(jedis));
        }
        run.check(when + "PostgreSQL holds what MySQL holds", shop, ItemTable.content(platform.crm()));
        InfluxHttp history = platform.history();
        Watch.until("InfluxDB has all points", patience, () -> history.writes(Item.ENTITY) >= writes);
        run.check(when + "InfluxDB holds a point for each write", writes, history.writes(Item.ENTITY));
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
