package io.evobridge.load.sinks;

import io.evobridge.load.Measure;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.Size;
import io.evobridge.load.data.Item;
import io.evobridge.load.report.Figure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** How fast records that are in Kafka already get into each kind of database. */
public final class SinksMeasure implements Measure {

    private static final String RATE = "rows/s";

    @Override
    public String name() {
        return "sinks";
    }

    @Override
    public String question() {
        return "how fast do records that are in Kafka get into each database?";
    }

    @Override
    public Duration limit(Size size) {
        return Duration.ofMinutes(size.of(15, 60));
    }

    @Override
    public void measure(MeasureRun run) throws Exception {
        long count = run.size().of(20_000, 1_000_000);
        try (SinkBench bench = new SinkBench(run)) {
            run.say("putting 2 × " + count + " records into Kafka");
            LongFunction<Item> rows = number -> Item.of(number, number);
            bench.fill(Item.ENTITY, rows, count);
            bench.fill(InfluxDbCopy.MEASUREMENT, InfluxDbCopy::write, count);
            sql(run, bench, "MySQL", bench.mysql(), rows, count);
            sql(run, bench, "PostgreSQL", bench.postgresql(), rows, count);
            other(run, bench, "Redis", bench.redis(), rows, count);
            other(run, bench, "InfluxDB", bench.influxDb(), InfluxDbCopy::write, count);
        }
    }

    private static void sql(
            MeasureRun run, SinkBench bench, String subject, SqlCopy copy, LongFunction<Item> rows, long count)
            throws Exception {
        String node = node(subject);
        Ours ours = ours(run, bench, subject, copy, rows, count);
        double byDefault = bench.rate(node + "-debezium", bench.debezium(node), copy, rows, count);
        run.check(subject + ", Debezium at its default", copy.expected(count), copy.content());
        double best = bench.rate(node + "-debezium-best", best(bench.debezium(node)), copy, rows, count);
        run.check(subject + ", Debezium at its best", copy.expected(count), copy.content());
        double bare = bare(run, subject, copy, rows, count);
        report(run, subject, ours, bare);
        run.found(Figure.of(subject, "Debezium's JDBC sink, default settings", byDefault, RATE));
        run.found(Figure.of(subject, "Debezium's JDBC sink, best settings", best, RATE)
                .noting("4 tasks, batches and polls of 2,000, batched statements rewritten by the driver"));
        run.found(Figure.ratio(subject, "sink, one task / Debezium at its default", ours.deployed(), byDefault)
                .atLeast(5));
        run.found(Figure.ratio(subject, "sink, four tasks / Debezium at its best", ours.parallel(), best)
                .atLeast(1.5));
        run.found(Figure.ratio(subject, "sink, four tasks / bare loader", ours.parallel(), bare)
                .atLeast(0.7));
    }

    private static void other(
            MeasureRun run, SinkBench bench, String subject, Copy copy, LongFunction<Item> rows, long count)
            throws Exception {
        Ours ours = ours(run, bench, subject, copy, rows, count);
        double bare = bare(run, subject, copy, rows, count);
        report(run, subject, ours, bare);
        run.found(Figure.ratio(subject, "sink, four tasks / bare loader", ours.parallel(), bare)
                .atLeast(0.6));
    }

    /**
     * What the bridge's sink does.
     *
     * @param deployed as a bridge deploys it, by one task
     * @param parallel with {@code tasks.max: 4} among the node's settings
     */
    private record Ours(double deployed, double parallel) {}

    private static Ours ours(
            MeasureRun run, SinkBench bench, String subject, Copy copy, LongFunction<Item> rows, long count)
            throws Exception {
        String node = node(subject);
        Map<String, String> config =
                bench.ours(node, copy instanceof InfluxDbCopy ? InfluxDbCopy.MEASUREMENT : Item.ENTITY);
        // The first connector of a worker would pay for the compilation of what all share.
        bench.rate(node + "-warm-up", withMarkers(config, "warm_up_progress"), copy, rows, count / 2);
        double deployed = bench.rate(node, config, copy, rows, count);
        run.check(subject + ", sink of the bridge", copy.expected(count), copy.content());
        Map<String, String> fourTasks = withMarkers(config, "parallel_progress");
        fourTasks.put("tasks.max", "4");
        double parallel = bench.rate(node + "-parallel", fourTasks, copy, rows, count);
        run.check(subject + ", sink of the bridge, four tasks", copy.expected(count), copy.content());
        return new Ours(deployed, parallel);
    }

    private static void report(MeasureRun run, String subject, Ours ours, double bare) {
        run.found(Figure.of(subject, "sink of the bridge, as it is deployed, one task", ours.deployed(), RATE));
        run.found(Figure.of(subject, "sink of the bridge, four tasks", ours.parallel(), RATE)
                .noting("`tasks.max: 4` among the settings of the node"));
        run.found(Figure.of(subject, "bare loader", bare, RATE)
                .noting("rows that are in memory, in batches of 1,000, by a thread for each core"));
    }

    /** Markers of its own: otherwise a sink goes on where the one before it ended. */
    private static Map<String, String> withMarkers(Map<String, String> config, String table) {
        Map<String, String> own = new LinkedHashMap<>(config);
        if (own.getOrDefault("connector.class", "").endsWith("SqlSinkConnector")) {
            own.put("progress.table.name", table);
        }
        return own;
    }

    private static double bare(MeasureRun run, String subject, Copy copy, LongFunction<Item> rows, long count)
            throws Exception {
        copy.clear();
        BareLoad.nanos(copy, rows, 0, count / 5);
        long nanos = BareLoad.nanos(copy, rows, count / 5, count);
        run.check(subject + ", bare loader", copy.expected(count), copy.content());
        return (count - count / 5) * 1e9 / nanos;
    }

    private static Map<String, String> best(Map<String, String> config) {
        Map<String, String> best = new LinkedHashMap<>(config);
        best.computeIfPresent(
                "connection.url",
                (name, url) -> url
                        + (url.startsWith("jdbc:mysql:")
                                ? "?rewriteBatchedStatements=true"
                                : "?reWriteBatchedInserts=true"));
        best.put("batch.size", "2000");
        best.put("consumer.override.max.poll.records", "2000");
        best.put("tasks.max", "4");
        return best;
    }

    private static String node(String subject) {
        return subject.toLowerCase(java.util.Locale.ROOT);
    }
}
