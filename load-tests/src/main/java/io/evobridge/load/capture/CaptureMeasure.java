package io.evobridge.load.capture;

import io.evobridge.load.Measure;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.ProcessorTime;
import io.evobridge.load.Size;
import io.evobridge.load.report.Figure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast a backlog of changes is captured, what an idle source costs, and what capturing costs the database. */
public final class CaptureMeasure implements Measure {

    private static final String RATE = "events/s";
    private static final String OURS = "ours";

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public String question() {
        return "how fast are changes captured, and what does it cost?";
    }

    @Override
    public Duration limit(Size size) {
        return Duration.ofMinutes(size.of(15, 40));
    }

    @Override
    public void measure(MeasureRun run) throws Exception {
        long rows = run.size().of(10_000, 1_000_000);
        try (CaptureBench bench = new CaptureBench(run)) {
            BareDebezium byDefault = bench.bare("plain");
            BareDebezium tuned = bench.bare("tuned");
            Map<String, String> topics = new LinkedHashMap<>();
            topics.put(OURS, bench.oursTopic());
            topics.put("plain", byDefault.topic());
            topics.put("tuned", tuned.topic());
            bench.begin(OURS, bench.ours(), bench.oursTopic());
            bench.begin("plain", byDefault.byDefault(), byDefault.topic());
            bench.begin("tuned", tuned.tuned(), tuned.topic());
            for (String connector : topics.keySet()) {
                bench.stop(connector);
            }
            // Each once to warm up before any counts: they share most of the code of one worker, so that whoever came
            // first would compile it for the others.
            long warmUp = rows / 2;
            rates(run, bench, topics, 0, warmUp);
            Map<String, Double> rates = rates(run, bench, topics, warmUp, rows);
            report(run, rates);
            idle(run, bench);
            bench.delete("tuned");
            new WriteOverhead(bench, run.size(), warmUp + rows)
                    .measure(
                            run,
                            new WriteOverhead.Capture(OURS, bench.oursTopic()),
                            new WriteOverhead.Capture("plain", byDefault.topic()));
        }
    }

    /** Writes a backlog of new rows while nothing captures; connector → changes a second at which it works that off. */
    private static Map<String, Double> rates(
            MeasureRun run, CaptureBench bench, Map<String, String> topics, long first, long rows) throws Exception {
        run.say("writing a backlog of " + rows + " rows");
        bench.write(first, rows);
        Map<String, Double> rates = new LinkedHashMap<>();
        for (Map.Entry<String, String> contender : topics.entrySet()) {
            rates.put(contender.getKey(), rate(run, bench, contender.getKey(), contender.getValue(), rows));
        }
        return rates;
    }

    private static double rate(MeasureRun run, CaptureBench bench, String connector, String topic, long rows)
            throws Exception {
        long before = bench.captured(topic);
        bench.resume(connector);
        // The connector starts during the first fifth.
        bench.awaitCaptured(topic, before + rows / 5);
        long warm = bench.captured(topic);
        long began = System.nanoTime();
        long ended = bench.awaitCaptured(topic, before + rows);
        // A row of the others' beginning may be among them.
        run.check(connector + ", every change is captured", true, bench.captured(topic) >= before + rows);
        bench.stop(connector);
        return (before + rows - warm) * 1e9 / (ended - began);
    }

    private static void report(MeasureRun run, Map<String, Double> rates) {
        double ours = rates.getOrDefault(OURS, 0.0);
        double plain = rates.getOrDefault("plain", 0.0);
        double tuned = rates.getOrDefault("tuned", 0.0);
        run.found(Figure.of("MySQL", "source, transformation and Avro converter of the bridge", ours, RATE));
        run.found(Figure.of("MySQL", "bare Debezium, JSON, default settings", plain, RATE));
        run.found(Figure.of("MySQL", "bare Debezium, JSON without schemas, tuned", tuned, RATE)
                .noting("batches of 8,192, queue of 32,768, lz4, producer batches of 256 KB"));
        run.found(Figure.ratio("MySQL", "capture / bare Debezium at its default", ours, plain)
                .atLeast(1));
        run.found(Figure.ratio("MySQL", "capture / bare Debezium tuned", ours, tuned)
                .atLeast(0.8));
    }

    /** When all of it is compiled: what goes on for days counts, not what begins. */
    private static void idle(MeasureRun run, CaptureBench bench) throws Exception {
        bench.resume(OURS);
        bench.awaitRunning(OURS);
        bench.awaitStill(bench.oursTopic());
        ProcessorTime before = ProcessorTime.of(bench.worker().pid());
        Thread.sleep(Duration.ofSeconds(run.size().of(5, 30)).toMillis());
        run.found(Figure.of(
                "idle source",
                "Connect worker that captures and has nothing to capture",
                ProcessorTime.of(bench.worker().pid()).percentSince(before),
                "% of a core"));
        bench.stop(OURS);
    }
}
