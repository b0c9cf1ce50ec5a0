package io.evobridge.load.merge;

import io.evobridge.servers.JavaApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Watches contenders work off their load: how far each phase has come, and what processor time it took. A phase counts
 * from its first tenth on, so that what goes before is over.
 */
final class PhaseRates {

    private static final Duration PATIENCE = Duration.ofMinutes(60);
    private static final long SAMPLE_MILLIS = 20;
    private static final int NANOS_PER_TICK = 10_000_000;

    private final Admin admin;
    private final Contender contender;
    private final List<JavaApplication> processes;
    private final int partitions;
    private final List<Stretch> stretches = new ArrayList<>();

    PhaseRates(Admin admin, Contender contender, List<JavaApplication> processes, List<Phase> phases, int partitions) {
        this.admin = admin;
        this.contender = contender;
        this.processes = List.copyOf(processes);
        this.partitions = partitions;
        Map<LoadEntity, Long> begun = new HashMap<>();
        for (Phase phase : phases) {
            long begin = begun.getOrDefault(phase.entity(), 0L);
            begun.put(phase.entity(), begin + phase.writes());
            stretches.add(new Stretch(phase, begin));
        }
    }

    /** Waits until every write of every phase is there, and tells how each phase went. */
    Map<Phase, PhaseRate> await() throws InterruptedException, ExecutionException, TimeoutException, IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (stretches.stream().anyMatch(stretch -> stretch.end == null)) {
            Map<String, Long> ends = ends();
            requireAlive(ends, deadline);
            Sample now = new Sample(System.nanoTime(), processorNanos(), 0);
            for (Stretch stretch : stretches) {
                stretch.see(ends.getOrDefault(stretch.phase.entity().name(), 0L), now);
            }
            TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
        }
        Map<Phase, PhaseRate> rates = new LinkedHashMap<>();
        stretches.forEach(stretch -> rates.put(stretch.phase, stretch.rate()));
        return rates;
    }

    private void requireAlive(Map<String, Long> ends, long deadline) {
        for (JavaApplication process : processes) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(contender.name() + " did not come to the end, see " + process.logFile()
                        + "; it had made " + ends);
            }
        }
    }

    private Map<String, Long> ends() throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (Stretch stretch : stretches) {
            String topic = contender.output().apply(stretch.phase.entity().name());
            IntStream.range(0, partitions)
                    .forEach(number -> asked.put(new TopicPartition(topic, number), OffsetSpec.latest()));
        }
        Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> answer =
                admin.listOffsets(asked).all().get(60, TimeUnit.SECONDS);
        Map<String, Long> ends = new HashMap<>();
        for (Stretch stretch : stretches) {
            String entity = stretch.phase.entity().name();
            String topic = contender.output().apply(entity);
            ends.put(
                    entity,
                    answer.entrySet().stream()
                            .filter(end -> end.getKey().topic().equals(topic))
                            .mapToLong(end -> end.getValue().offset())
                            .sum());
        }
        return ends;
    }

    /** User and system time of the processes. */
    private long processorNanos() throws IOException {
        long ticks = 0;
        for (JavaApplication process : processes) {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
        return ticks * NANOS_PER_TICK;
    }

    private record Sample(long nanos, long processorNanos, long done) {}

    /** Where the records of a phase lie in its entity's topic. */
    private static final class Stretch {

        private final Phase phase;
        private final long begin;
        private @Nullable Sample start;
        private @Nullable Sample end;

        Stretch(Phase phase, long begin) {
            this.phase = phase;
            this.begin = begin;
        }

        void see(long topicEnd, Sample now) {
            long done = Math.min(phase.writes(), topicEnd - begin);
            Sample seen = new Sample(now.nanos(), now.processorNanos(), done);
            if (start == null && done >= phase.writes() / 10) {
                start = seen;
            }
            if (end == null && done >= phase.writes()) {
                end = seen;
            }
        }

        PhaseRate rate() {
            if (start == null || end == null) {
                throw new IllegalStateException("not at the end yet: " + phase.title());
            }
            return new PhaseRate(
                    end.done() - start.done(),
                    end.nanos() - start.nanos(),
                    end.processorNanos() - start.processorNanos());
        }
    }
}
