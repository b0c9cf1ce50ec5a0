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
        long count = run.size().of(30_000, 1_000_000);
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
        double ours = ours(run, bench, subject, copy, rows, count);
        double byDefault = bench.rate(node + "-debezium", bench.debezium(node), copy, rows, count);
        run.check(subject + ", Debezium at its default", copy.expected(count), copy.content());
        double best = bench.rate(node + "-debezium-best", best(bench.debezium(node)), copy, rows, count);
        run.check(subject + ", Debezium at its best", copy.expected(count), copy.content());
        double bare = bare(run, subject, copy, rows, count);
        run.found(Figure.of(subject, "sink of the bridge", ours, RATE));
        run.found(Figure.of(subject, "Debezium's JDBC sink, default settings", byDefault, RATE));
        run.found(Figure.of(subject, "Debezium's JDBC sink, best settings", best, RATE)
                .noting("4 tasks, batches and polls of 2,000, batched statements rewritten by the driver"));
        run.found(bareFigure(subject, bare));
        run.found(Figure.ratio(subject, "sink / Debezium at its default", ours, byDefault)
                .atLeast(5));
        run.found(
                Figure.ratio(subject, "sink / Debezium at its best", ours, best).atLeast(1.5));
        run.found(Figure.ratio(subject, "sink / bare loader", ours, bare).atLeast(0.7));
    }

    private static void other(
            MeasureRun run, SinkBench bench, String subject, Copy copy, LongFunction<Item> rows, long count)
            throws Exception {
        double ours = ours(run, bench, subject, copy, rows, count);
        double bare = bare(run, subject, copy, rows, count);
        run.found(Figure.of(subject, "sink of the bridge", ours, RATE));
        run.found(bareFigure(subject, bare));
        run.found(Figure.ratio(subject, "sink / bare loader", ours, bare).atLeast(0.6));
    }

    private static double ours(
            MeasureRun run, SinkBench bench, String subject, Copy copy, LongFunction<Item> rows, long count)
            throws Exception {
        String node = node(subject);
        String entity = copy instanceof InfluxDbCopy ? InfluxDbCopy.MEASUREMENT : Item.ENTITY;
        double rate = bench.rate(node, bench.ours(node, entity), copy, rows, count);
        run.check(subject + ", sink of the bridge", copy.expected(count), copy.content());
        return rate;
    }

    private static double bare(MeasureRun run, String subject, Copy copy, LongFunction<Item> rows, long count)
            throws Exception {
        copy.clear();
        BareLoad.nanos(copy, rows, 0, count / 5);
        long nanos = BareLoad.nanos(copy, rows, count / 5, count);
        run.check(subject + ", bare loader", copy.expected(count), copy.content());
        return (count - count / 5) * 1e9 / nanos;
    }

    private static Figure bareFigure(String subject, double rate) {
        return Figure.of(subject, "bare loader", rate, RATE)
                .noting("rows that are in memory, in batches of 1,000, by a thread for each core");
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
