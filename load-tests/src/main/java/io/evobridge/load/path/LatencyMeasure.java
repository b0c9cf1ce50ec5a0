package io.evobridge.load.path;

import io.evobridge.load.Measure;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.ProcessorTime;
import io.evobridge.load.Size;
import io.evobridge.load.Watch;
import io.evobridge.load.capture.BareDebezium;
import io.evobridge.load.data.Item;
import io.evobridge.load.data.ItemHashes;
import io.evobridge.load.data.ItemTable;
import io.evobridge.load.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.Jedis;

/**
 * Latency from commit to visible, under a load that follows a schedule; and the floor under it: the same writes captured by
 * a bare Debezium, one hop through Kafka, and one write to the sink, each alone.
 */
public final class LatencyMeasure implements Measure {

    private static final int WARM_UP_RATE = 200;
    private static final int WARM_UP_SECONDS = 10;
    /** Before a rate is measured, it is written for this part of the time. */
    private static final int WARM_UP_PART = 3;
    /** A median that is not better than this part of the best before it is no better. */
    private static final double BETTER = 0.9;

    private static final int SETTLED_AFTER = 6;

    private static final int WATCHED_PER_SECOND = 10;
    private static final Duration ARRIVAL_PATIENCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String question() {
        return "how long from the commit in MySQL until a write is visible in each sink?";
    }

    @Override
    public Duration limit(Size size) {
        return Duration.ofMinutes(size.of(15, 40));
    }

    @Override
    public void measure(MeasureRun run) throws Exception {
        try (PathPlatform platform = new PathPlatform(run)) {
            Map<Integer, Map<String, Histogram>> measured = measureBridge(run, platform);
            measureIdle(run, platform);
            removeBridge(platform);
            Map<Integer, Histogram> capture = measureCapture(run, platform);
            KafkaHop hop = new KafkaHop(platform.stack().kafka().bootstrapServers());
            platform.stack().kafka().createTopics(4, Map.of(), KafkaHop.topic());
            Map<String, Histogram> writes = new LinkedHashMap<>();
            for (int rate : rates(run)) {
                int seconds = seconds(run, rate);
                Histogram hopMicros = hop.latencyMicros(rate, seconds);
                figures(run, rate, "", "bare Debezium, read by a consumer", require(capture, rate));
                figures(run, rate, "", "one hop through Kafka", hopMicros);
                // One write at a time cannot go faster than its round trip; the floor is what it takes unhurried.
                int writeRate = Math.min(rate, 1_000);
                for (Map.Entry<String, Histogram> place :
                        require(measured, rate).entrySet()) {
                    Histogram write = writes.get(place.getKey() + writeRate);
                    if (write == null) {
                        write = bareWrite(platform, place.getKey(), writeRate, Math.min(seconds, 20));
                        writes.put(place.getKey() + writeRate, write);
                    }
                    compare(run, rate, place.getKey(), place.getValue(), require(capture, rate), hopMicros, write);
                }
            }
        }
    }

    private static Map<Integer, Map<String, Histogram>> measureBridge(MeasureRun run, PathPlatform platform)
            throws Exception {
        Map<Integer, Map<String, Histogram>> measured = new LinkedHashMap<>();
        List<Lookout> lookouts = List.of(
                new Lookout("PostgreSQL", Look.postgresql(platform.crm()), 2_000).start(),
                new Lookout("Redis", Look.redis(platform.sessions()), 2_000).start(),
                new Lookout("InfluxDB", Look.influxDb(platform.history(), Item.ENTITY), 10_000).start());
        try {
            long next = warmUp(run, platform, lookouts);
            for (int rate : rates(run)) {
                run.say("writing " + rate + " times per second");
                next = write(platform, lookouts, next, rate, seconds(run, rate) / WARM_UP_PART);
                lookouts.forEach(lookout -> lookout.arrivals().forget());
                long first = next;
                // Twice as long as the floor: it is the rare ones that differ from run to run.
                next = write(platform, lookouts, next, rate, 2 * seconds(run, rate));
                Map<String, Histogram> places = new LinkedHashMap<>();
                for (Lookout lookout : lookouts) {
                    run.check(
                            rate + "/s, watched writes visible in " + lookout.place(),
                            LongStream.range(first, next)
                                    .filter(number -> isWatched(number, rate))
                                    .count(),
                            lookout.arrivals().visible());
                    places.put(lookout.place(), lookout.arrivals().latencyMicros());
                }
                measured.put(rate, places);
            }
            checkContents(run, platform, next);
        } finally {
            lookouts.forEach(Lookout::close);
        }
        return measured;
    }

    /**
     * Writes until it gets no faster, within a bound: the programs of a new pipeline are compiled while it runs, and that
     * takes the processors for minutes.
     */
    private static long warmUp(MeasureRun run, PathPlatform platform, List<Lookout> lookouts) throws Exception {
        long end =
                System.nanoTime() + Duration.ofSeconds(run.size().of(20, 420)).toNanos();
        long next = 0;
        double best = Double.POSITIVE_INFINITY;
        int noBetter = 0;
        while (noBetter < SETTLED_AFTER && System.nanoTime() < end) {
            lookouts.forEach(lookout -> lookout.arrivals().forget());
            next = write(platform, lookouts, next, WARM_UP_RATE, WARM_UP_SECONDS);
            double slowest = lookouts.stream()
                    .mapToDouble(lookout -> lookout.arrivals().latencyMicros().getValueAtPercentile(50) / 1_000.0)
                    .max()
                    .orElseThrow();
            run.say("warming up, p50 %.0f ms".formatted(slowest));
            noBetter = slowest > BETTER * best ? noBetter + 1 : 0;
            best = Math.min(best, slowest);
        }
        return next;
    }

    /** Writes on schedule, and tells of each write that is watched. */
    private static long writeWatched(
            PathPlatform platform, long first, int rate, int seconds, Consumer<Write> committed) throws Exception {
        return OpenLoop.run(
                first, rate, seconds, () -> BareWrites.sql(platform.shop(), ItemTable.OR_UPDATE_MYSQL), write -> {
                    if (isWatched(write.item().revision(), rate)) {
                        committed.accept(write);
                    }
                });
    }

    /** Some writes a second are looked for: looking for all of them would take the processors from what is measured. */
    private static boolean isWatched(long number, int rate) {
        return number % Math.max(1, rate / WATCHED_PER_SECOND) == 0;
    }

    /** Writes, and waits until what is watched of it is visible everywhere. */
    private static long write(PathPlatform platform, List<Lookout> lookouts, long first, int rate, int seconds)
            throws Exception {
        long next = writeWatched(
                platform,
                first,
                rate,
                seconds,
                write -> lookouts.forEach(lookout -> lookout.arrivals().committed(write)));
        for (Lookout lookout : lookouts) {
            Watch.until(
                    "every write is visible in " + lookout.place(),
                    ARRIVAL_PATIENCE,
                    () -> lookout.arrivals().inFlight() == 0);
        }
        return next;
    }

    static void checkContents(MeasureRun run, PathPlatform platform, long writes) throws Exception {
        String shop = ItemTable.content(platform.shop());
        Watch.until(
                "the copies hold what MySQL holds",
                ARRIVAL_PATIENCE,
                () -> shop.equals(ItemTable.content(platform.crm()))
                        && writes == platform.history().writes(Item.ENTITY));
        run.check("PostgreSQL holds what MySQL holds", shop, ItemTable.content(platform.crm()));
        try (Jedis jedis = platform.sessions()) {
            run.check("Redis holds what MySQL holds", shop, ItemHashes.content(jedis));
        }
        run.check(
                "InfluxDB holds a point for each write",
                writes,
                platform.history().writes(Item.ENTITY));
    }

    private static void measureIdle(MeasureRun run, PathPlatform platform) throws InterruptedException {
        long worker = platform.stack().worker().pid();
        long resolver = platform.stack().resolver().pid();
        Thread.sleep(3_000);
        ProcessorTime workerBefore = ProcessorTime.of(worker);
        ProcessorTime resolverBefore = ProcessorTime.of(resolver);
        Thread.sleep(Duration.ofSeconds(run.size().of(5, 30)).toMillis());
        run.found(Figure.of(
                "idle pipeline",
                "Connect worker with source and three sinks",
                ProcessorTime.of(worker).percentSince(workerBefore),
                "% of a core"));
        run.found(Figure.of(
                "idle pipeline", "resolver", ProcessorTime.of(resolver).percentSince(resolverBefore), "% of a core"));
    }

    private static void removeBridge(PathPlatform platform) throws Exception {
        var connect = platform.stack().worker().rest();
        for (String connector : connect.connectors()) {
            connect.delete(connector);
        }
        platform.stack().resolver().stop();
    }

    private static Map<Integer, Histogram> measureCapture(MeasureRun run, PathPlatform platform) throws Exception {
        var kafka = platform.stack().kafka();
        BareDebezium debezium =
                new BareDebezium("floor", platform.mysql(), PathPlatform.DATABASE, kafka.bootstrapServers());
        kafka.createTopics(4, Map.of(), debezium.topic());
        var connect = platform.stack().worker().rest();
        connect.deploy("floor", debezium.prompt());
        Watch.untilRunning(connect, "floor");
        Map<Integer, Histogram> measured = new LinkedHashMap<>();
        try (CaptureLookout lookout = new CaptureLookout(kafka.bootstrapServers(), debezium.topic(), 4)) {
            // Numbers that the bridge has not used, so that every write changes its row.
            long next = 1_000_000_000L / OpenLoop.ROWS * OpenLoop.ROWS;
            next = captured(platform, lookout, next, WARM_UP_RATE, run.size().of(5, 90));
            for (int rate : rates(run)) {
                run.say("the floor at " + rate + " writes per second");
                next = captured(platform, lookout, next, rate, seconds(run, rate) / WARM_UP_PART);
                lookout.arrivals().forget();
                next = captured(platform, lookout, next, rate, seconds(run, rate));
                measured.put(rate, lookout.arrivals().latencyMicros());
            }
        }
        connect.delete("floor");
        return measured;
    }

    private static long captured(PathPlatform platform, CaptureLookout lookout, long first, int rate, int seconds)
            throws Exception {
        long next = writeWatched(platform, first, rate, seconds, lookout.arrivals()::committed);
        Watch.until(
                "every write is captured",
                ARRIVAL_PATIENCE,
                () -> lookout.arrivals().inFlight() == 0);
        return next;
    }

    private static Histogram bareWrite(PathPlatform platform, String place, int rate, int seconds) throws Exception {
        Histogram latency = new Histogram(3_600_000_000L, 3);
        List<Write> writes = new ArrayList<>();
        OpenLoop.run(
                0,
                rate,
                seconds,
                () -> switch (place) {
                    case "PostgreSQL" -> BareWrites.sql(platform.crm(), ItemTable.OR_UPDATE_POSTGRESQL);
                    case "Redis" -> BareWrites.redis(platform.sessions());
                    default -> BareWrites.influxDb(platform.history());
                },
                write -> {
                    synchronized (writes) {
                        writes.add(write);
                    }
                });
        writes.forEach(write -> latency.recordValue((write.committedNanos() - write.scheduledNanos()) / 1_000));
        return latency;
    }

    private static void compare(
            MeasureRun run,
            int rate,
            String place,
            Histogram bridge,
            Histogram capture,
            Histogram hop,
            Histogram write) {
        figures(run, rate, place, "commit to visible", bridge);
        Histogram floor = Floor.of(capture, hop, write);
        figures(run, rate, place, "floor", floor);
        Figure ratio = Figure.ratio(
                place,
                perSecond(rate) + ", p50 / floor",
                (double) bridge.getValueAtPercentile(50),
                Math.max(1.0, (double) floor.getValueAtPercentile(50)));
        run.found(rate == 1_000 ? ratio.atMost(1.5) : ratio);
    }

    private static void figures(MeasureRun run, int rate, String place, String what, Histogram micros) {
        boolean bridge = what.equals("commit to visible");
        String subject = place.isEmpty() ? "floor" : place;
        for (double percentile : new double[] {50, 99, 99.9}) {
            Figure figure = Figure.of(
                    subject,
                    perSecond(rate) + ", " + what + ", p" + (percentile == 99.9 ? "99.9" : (int) percentile),
                    micros.getValueAtPercentile(percentile) / 1_000.0,
                    "ms");
            if (bridge && percentile == 99 && rate == 1_000) {
                figure = figure.atMost(100);
            } else if (bridge && percentile == 99 && rate == 100) {
                figure = figure.atMost(50);
            }
            run.found(figure);
        }
    }

    /** How long is written; what is more than two cores take has to be worked off, so of that there is less. */
    private static int seconds(MeasureRun run, int rate) {
        return run.size().of(3, rate > 1_000 ? 15 : 60);
    }

    /** Writes per second, lowest first. */
    private static List<Integer> rates(MeasureRun run) {
        return List.of(100, 1_000, 5_000).subList(0, run.size().of(2, 3));
    }

    private static String perSecond(int rate) {
        return String.format(java.util.Locale.ROOT, "%,d/s", rate);
    }

    private static <V> V require(Map<Integer, V> byRate, int rate) {
        return java.util.Objects.requireNonNull(byRate.get(rate));
    }
}
