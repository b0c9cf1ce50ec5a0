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
    private final String connector;

    /** With a connector that is stopped. */
    WriteOverhead(CaptureBench bench, String connector) {
        this.bench = bench;
        this.connector = connector;
    }

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

    void measure(MeasureRun run, long firstRevision) throws Exception {
        run.say("writing with and without capture in turns");
        int turns = run.size().of(2, 5);
        int seconds = run.size().of(4, 15);
        Turns without = new Turns();
        Turns with = new Turns();
        long[] revision = {firstRevision};
        turn(new Turns(), seconds, revision);
        for (int turn = 0; turn < turns; turn++) {
            turn(without, seconds, revision);
            bench.resume(connector);
            bench.awaitRunning(connector);
            awaitCaptured();
            turn(with, seconds, revision);
            awaitCaptured();
            bench.stop(connector);
        }
        String subject = "overhead at the database";
        run.found(Figure.of(subject, "writes without capture", without.rate(), "writes/s"));
        run.found(Figure.of(subject, "writes while captured", with.rate(), "writes/s")
                .noting("Kafka and Connect share this machine's cores with the database"));
        run.found(Figure.of(subject, "p99 without capture", without.micros.getValueAtPercentile(99) / 1_000.0, "ms"));
        run.found(Figure.of(subject, "p99 while captured", with.micros.getValueAtPercentile(99) / 1_000.0, "ms"));
        run.found(Figure.of(subject, "throughput lost", 100 * (1 - with.rate() / without.rate()), "%")
                .noting("with the work of Kafka and Connect, which belongs on other machines"));
        run.found(Figure.of(
                        subject,
                        "MySQL's own processor time more for each write",
                        100 * (with.processorMicros() / without.processorMicros() - 1),
                        "%")
                .atMost(5)
                .noting("what remains when Kafka and Connect run elsewhere"));
    }

    /** Until the topic stands still. */
    private void awaitCaptured() throws Exception {
        long before;
        long now = bench.captured(bench.oursTopic());
        do {
            before = now;
            Thread.sleep(1_000);
            now = bench.captured(bench.oursTopic());
        } while (now != before);
    }

    private void turn(Turns turns, int seconds, long[] revision) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        try {
            ProcessorTime before = ProcessorTime.of(bench.mysql().pid());
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            List<Future<Histogram>> answers = new ArrayList<>();
            for (int own = 0; own < WRITERS; own++) {
                long first = revision[0] + own;
                answers.add(executor.submit(() -> write(first, end)));
            }
            for (Future<Histogram> answer : answers) {
                turns.micros.add(answer.get());
            }
            ProcessorTime after = ProcessorTime.of(bench.mysql().pid());
            turns.seconds += (after.atNanos() - before.atNanos()) / 1e9;
            turns.processorSeconds += (after.used().toNanos() - before.used().toNanos()) / 1e9;
            revision[0] += 10_000_000;
        } finally {
            executor.shutdownNow();
        }
    }

    private Histogram write(long first, long end) throws SQLException {
        Histogram micros = new Histogram(60_000_000L, 3);
        try (Connection connection = bench.shop();
                PreparedStatement upsert = ItemTable.insert(connection, 1, ItemTable.OR_UPDATE_MYSQL)) {
            long revision = first;
            for (long began = System.nanoTime(); began < end; began = System.nanoTime()) {
                ItemTable.bind(upsert, List.of(Item.of(revision % ROWS, revision)));
                upsert.executeUpdate();
                micros.recordValue((System.nanoTime() - began) / 1_000);
                revision += WRITERS;
            }
        }
        return micros;
    }
}
