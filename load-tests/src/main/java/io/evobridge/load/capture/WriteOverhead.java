package io.evobridge.load.capture;

import io.evobridge.load.MeasureRun;
import io.evobridge.load.ProcessorTime;
import io.evobridge.load.data.Item;
import io.evobridge.load.data.ItemTable;
import io.evobridge.load.report.Figure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** What capturing costs the database that is captured: the same writes with and without it, in turns. */
final class WriteOverhead {

    private static final int WRITERS = 2;
    private static final int ROWS = 10_000;

    private final CaptureBench bench;
    private long revision;

    /** With revisions of rows from that one on. */
    WriteOverhead(CaptureBench bench, long firstRevision) {
        this.bench = bench;
        this.revision = firstRevision;
    }

    /** A connector that is stopped, and where its changes go. */
    record Capture(String connector, String topic) {}

    /** What some turns have done together. */
    private static final class Turns {
        private final Histogram micros = new Histogram(60_000_000L, 3);
        private double seconds;
        private double processorSeconds;

        double rate() {
            return micros.getTotalCount() / seconds;
        }

        double processorMicros() {
            return processorSeconds * 1e6 / micros.getTotalCount();
        }
    }

    /**
     * Measures without capture and with either, in turns.
     *
     * @param ours the bridge's
     * @param bare a bare Debezium, whose cost no capture can do without
     */
    void measure(MeasureRun run, Capture ours, Capture bare) throws Exception {
        run.say("writing with and without capture in turns");
        int turns = run.size().of(1, 5);
        int seconds = run.size().of(3, 15);
        Turns without = new Turns();
        Turns with = new Turns();
        Turns withBare = new Turns();
        turn(new Turns(), seconds);
        for (int turn = 0; turn < turns; turn++) {
            turn(without, seconds);
            turn(ours, with, seconds);
            turn(bare, withBare, seconds);
        }
        String subject = "overhead at the database";
        run.found(Figure.of(subject, "writes without capture", without.rate(), "writes/s"));
        run.found(Figure.of(subject, "writes while captured", with.rate(), "writes/s")
                .noting("Kafka and Connect share this machine's cores with the database"));
        run.found(Figure.of(subject, "p99 without capture", without.micros.getValueAtPercentile(99) / 1_000.0, "ms"));
        run.found(Figure.of(subject, "p99 while captured", with.micros.getValueAtPercentile(99) / 1_000.0, "ms"));
        run.found(Figure.of(subject, "throughput lost", 100 * (1 - with.rate() / without.rate()), "%")
                .noting("with the work of Kafka and Connect, which belongs on other machines"));
        String own = "MySQL's own processor time more for each write";
        run.found(Figure.of(subject, own, 100 * (with.processorMicros() / without.processorMicros() - 1), "%")
                .atMost(5)
                .noting("what remains when Kafka and Connect run elsewhere"));
        run.found(Figure.of(
                        subject,
                        own + ", with a bare Debezium",
                        100 * (withBare.processorMicros() / without.processorMicros() - 1),
                        "%")
                .noting("MySQL sends its log to whoever captures; default settings"));
    }

    private void turn(Capture capture, Turns turns, int seconds) throws Exception {
        bench.resume(capture.connector());
        bench.awaitRunning(capture.connector());
        bench.awaitStill(capture.topic());
        turn(turns, seconds);
        bench.awaitStill(capture.topic());
        bench.stop(capture.connector());
    }

    private void turn(Turns turns, int seconds) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        try {
            ProcessorTime before = ProcessorTime.of(bench.mysql().pid());
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            List<Future<Histogram>> answers = new ArrayList<>();
            for (int own = 0; own < WRITERS; own++) {
                long first = revision + own;
                answers.add(executor.submit(() -> write(first, end)));
            }
            for (Future<Histogram> answer : answers) {
                turns.micros.add(answer.get());
            }
            ProcessorTime after = ProcessorTime.of(bench.mysql().pid());
            turns.seconds += (after.atNanos() - before.atNanos()) / 1e9;
            turns.processorSeconds += after.nanosSince(before) / 1e9;
            revision += 10_000_000;
        } finally {
            executor.shutdownNow();
        }
    }

    private Histogram write(long first, long end) throws SQLException {
        Histogram micros = new Histogram(60_000_000L, 3);
        try (Connection connection = bench.shop();
                PreparedStatement upsert = ItemTable.insert(connection, 1, ItemTable.OR_UPDATE_MYSQL)) {
            long number = first;
            for (long began = System.nanoTime(); began < end; began = System.nanoTime()) {
                ItemTable.bind(upsert, List.of(Item.of(number % ROWS, number)));
                upsert.executeUpdate();
                micros.recordValue((System.nanoTime() - began) / 1_000);
                number += WRITERS;
            }
        }
        return micros;
    }
}
