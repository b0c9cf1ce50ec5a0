package io.evobridge.compose.demo;

import io.evobridge.compose.BridgeGauges;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the trading platform: databases, bridge, workload, watchers and the table. */
public final class TradingDemo {

    /** Connections that write to MySQL at once. */
    public static final int TRADERS = 4;

    private static final Duration TABLE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration ARRIVAL_PATIENCE = Duration.ofMinutes(2);
    private static final long REDIS_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long INFLUXDB_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private TradingDemo() {}

    /**
     * How much is written.
     *
     * @param writesPerSecond of all traders together
     * @param customers inserted before the traders begin
     * @param warmUpSeconds how long the traders write before latency is measured
     * @param seed of the workload's draws
     */
    public record Load(int writesPerSecond, int customers, int warmUpSeconds, long seed) {}

    /**
     * Runs the demo; without a limit until the process is ended.
     *
     * @param limitSeconds how long the traders write
     * @return whether every write became visible in every target
     */
    public static boolean run(Path home, Load load, Optional<Integer> limitSeconds) throws Exception {
        System.out.println("Data and logs: " + home);
        try (TradingPlatform platform =
                TradingPlatform.start(home, what -> System.out.println("Starting " + what + " ..."))) {
            System.out.printf(
                    "%nMySQL     %s  (user %s, password %s, database %s)%n"
                            + "Redis     %s  (try: redis-cli -p %d hgetall customer:1)%n"
                            + "InfluxDB  %s%nConnect   %s%nResolver  %s/metrics%nConsole   %s/%n%n",
                    platform.mysql().address(),
                    platform.mysql().user(),
                    platform.mysql().password(),
                    TradingPlatform.SHOP,
                    platform.redis().address(),
                    platform.redis().port(),
                    platform.influx().url(),
                    platform.stack().worker().url(),
                    platform.stack().resolver().url(),
                    platform.stack().resolver().url());
            if (limitSeconds.isEmpty()) {
                Path terminal = TerminalFile.write(home, platform);
                System.out.printf(
                        "Change a row in MySQL and see it in Redis, from another terminal:%n"
                                + "  . %s%n"
                                + "  shop -e \"UPDATE customers SET name = 'Ada Lovelace' WHERE id = 1\"%n"
                                + "  sessions HGET customer:1 name%n%n",
                        terminal);
            }
            return watch(platform, load, limitSeconds);
        }
    }

    private static boolean watch(TradingPlatform platform, Load load, Optional<Integer> limitSeconds) throws Exception {
        Visibility inRedis = new Visibility();
        Visibility inInflux = new Visibility();
        Consumer<Write> committed = write -> {
            inRedis.committed(write);
            inInflux.committed(write);
        };
        LiveTable table = new LiveTable(System.out, Boolean.getBoolean("evobridge.terminal"));
        History history = platform.history();
        RedisLook sessions =
                new RedisLook(platform.redis().host(), platform.redis().port(), inRedis);
        BridgeGauges gauges = platform.stack().gauges();
        try (Watchers watchers = new Watchers();
                Traders traders = Traders.open(platform.shopUrl(), load, committed)) {
            watchers.watch("redis", sessions, REDIS_PAUSE_NANOS);
            watchers.watch("influxdb", new InfluxDbLook(history, inInflux), INFLUXDB_PAUSE_NANOS);
            Reporter reporter = new Reporter(inRedis, inInflux, history, gauges);
            System.out.println("Inserting " + load.customers() + " customers ...");
            traders.insertCustomers();
            table.show(reporter.report().lines());
            System.out.println("Warming up for " + load.warmUpSeconds() + " s ...");
            traders.start(Optional.of(load.warmUpSeconds()));
            while (traders.areWriting()) {
                pause();
                table.show(reporter.report().lines());
            }
            inRedis.measureFromNow();
            inInflux.measureFromNow();
            System.out.println("Writing " + load.writesPerSecond() + " times per second ...");
            traders.start(limitSeconds);
            while (traders.areWriting()) {
                pause();
                table.show(reporter.report().lines());
            }
            long deadline = System.nanoTime() + ARRIVAL_PATIENCE.toNanos();
            Report report = reporter.finalReport();
            while (!(report.settled() && report.lag() == 0) && System.nanoTime() < deadline) {
                pause();
                report = reporter.finalReport();
                table.show(report.lines());
            }
            table.finish(report.lines());
            System.out.println(
                    report.settled()
                            ? "Every write is visible in Redis and InfluxDB."
                            : "Some writes did not arrive within " + ARRIVAL_PATIENCE.toSeconds() + " s.");
            return report.settled();
        }
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(TABLE_INTERVAL.toMillis());
    }
}
