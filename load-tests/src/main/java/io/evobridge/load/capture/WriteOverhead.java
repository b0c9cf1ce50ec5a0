package io.evobridge.load.capture;

import io.evobridge.load.MeasureRun;
import io.evobridge.load.ProcessorTime;
import io.evobridge.load.Size;
import io.evobridge.load.Watch;
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

/**
 * What capturing costs the database that is captured: the same writes with and without it, in turns. Each turn writes
 * as fast as it goes, for the throughput, and then half as fast as it goes without capture, on a schedule: what the
 * database does by itself from time to time is shared by as many writes then, whoever captures.
 */
final class WriteOverhead {

    private static final int WRITERS = 2;
    private static final int ROWS = 10_000;

    /** No time between the writes: as fast as it goes. */
    private static final long NO_SCHEDULE = 0;

    private final CaptureBench bench;
    private final int seconds;
    private final int turns;
    private long revision;

    /** With revisions of rows from that one on. */
    WriteOverhead(CaptureBench bench, Size size, long firstRevision) {
        this.bench = bench;
        this.seconds = size.of(3, 10);
        this.turns = size.of(1, 5);
        this.revision = firstRevision;
    }

    /** A connector that is stopped, and where its changes go. */
    record Capture(String connector, String topic) {}

    /** What some writers have done together. */
    private static final class Writes {
        private final Histogram micros = new Histogram(60_000_000L, 3);
        private double seconds;
        private double processorSeconds;

        double rate() {
            return micros.getTotalCount() / seconds;
        }

        double p99Millis() {
            return micros.getValueAtPercentile(99) / 1_000.0;
        }

        double processorMicros() {
            return processorSeconds * 1e6 / micros.getTotalCount();
        }

        double processorPercentMoreThan(Writes other) {
            return 100 * (processorMicros() / other.processorMicros() - 1);
        }
    }

    /** All turns of one contender. */
    private record Turns(Writes fast, Writes steady) {
        Turns() {
            this(new Writes(), new Writes());
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
        Writes warmUp = new Writes();
        write(warmUp, NO_SCHEDULE);
        long nanosBetween = Math.round(2 * 1e9 / warmUp.rate());
        Turns without = new Turns();
        Turns with = new Turns();
        Turns withBare = new Turns();
        for (int turn = 0; turn < turns; turn++) {
            write(without.fast, NO_SCHEDULE);
            // The same rest as the turns with capture have: MySQL writes its pages back.
            bench.awaitStill(ours.topic());
            write(without.steady, nanosBetween);
            turn(ours, with, nanosBetween);
            turn(bare, withBare, nanosBetween);
        }
        String subject = "overhead at the database";
        run.found(Figure.of(subject, "writes without capture", without.fast.rate(), "writes/s"));
        run.found(Figure.of(subject, "writes while captured", with.fast.rate(), "writes/s")
                .noting("Kafka and Connect share this machine's cores with the database"));
        run.found(Figure.of(subject, "throughput lost", 100 * (1 - with.fast.rate() / without.fast.rate()), "%")
                .noting("with the work of Kafka and Connect, which belongs on other machines"));
        run.found(Figure.of(subject, "p99 without capture", without.steady.p99Millis(), "ms")
                .noting("at " + Math.round(without.steady.rate()) + " writes/s, on a schedule"));
        run.found(Figure.of(subject, "p99 while captured", with.steady.p99Millis(), "ms")
                .noting("at " + Math.round(with.steady.rate()) + " writes/s, on a schedule"));
        String own = "MySQL's own processor time more for each write";
        run.found(Figure.of(subject, own, with.steady.processorPercentMoreThan(without.steady), "%")
                .atMost(5)
                .noting("what remains when Kafka and Connect run elsewhere; at the same rate, without capture "
                        + Math.round(without.steady.processorMicros()) + " µs"));
        run.found(Figure.of(
                        subject,
                        own + ", with a bare Debezium",
                        withBare.steady.processorPercentMoreThan(without.steady),
                        "%")
                .noting("MySQL sends its log to whoever captures; default settings"));
    }

    private void turn(Capture capture, Turns turns, long nanosBetween) throws Exception {
        bench.resume(capture.connector());
        bench.awaitRunning(capture.connector());
        bench.awaitStill(capture.topic());
        write(turns.fast, NO_SCHEDULE);
        bench.awaitStill(capture.topic());
        write(turns.steady, nanosBetween);
        bench.awaitStill(capture.topic());
        bench.stop(capture.connector());
    }

    private void write(Writes writes, long nanosBetween) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        try {
            ProcessorTime before = ProcessorTime.of(bench.mysql().pid());
            long begin = System.nanoTime();
            long end = begin + seconds * 1_000_000_000L;
            List<Future<Histogram>> answers = new ArrayList<>();
            for (int own = 0; own < WRITERS; own++) {
                long first = revision + own;
                long due = begin + own * nanosBetween;
                answers.add(executor.submit(() -> writer(first, due, WRITERS * nanosBetween, end)));
            }
            for (Future<Histogram> answer : answers) {
                writes.micros.add(answer.get());
            }
            ProcessorTime after = ProcessorTime.of(bench.mysql().pid());
            writes.seconds += (after.atNanos() - before.atNanos()) / 1e9;
            writes.processorSeconds += after.nanosSince(before) / 1e9;
            revision += 10_000_000;
        } finally {
            executor.shutdownNow();
        }
    }

    /** Writes from when the first is due, in these intervals, until none is due before the end. */
    private Histogram writer(long first, long firstDue, long interval, long end) throws SQLException {
        Histogram micros = new Histogram(60_000_000L, 3);
        try (Connection connection = bench.shop();
                PreparedStatement upsert = ItemTable.insert(connection, 1, ItemTable.OR_UPDATE_MYSQL)) {
            long number = first;
            long due = interval == NO_SCHEDULE ? System.nanoTime() : firstDue;
            while (due < end) {
                Watch.untilDue(due);
                ItemTable.bind(upsert, List.of(Item.of(number % ROWS, number)));
                upsert.executeUpdate();
                micros.recordValue((System.nanoTime() - due) / 1_000);
                number += WRITERS;
                due = interval == NO_SCHEDULE ? System.nanoTime() : due + interval;
            }
        }
        return micros;
    }
}
