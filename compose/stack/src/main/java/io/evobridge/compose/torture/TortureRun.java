package io.evobridge.compose.torture;

import io.evobridge.compose.BridgeGauges;
import io.evobridge.compose.ConflictRecord;
import io.evobridge.compose.EchoAudit;
import io.evobridge.compose.Patience;
import io.evobridge.compose.ResolvedRows;
import io.evobridge.compose.Rows;
import io.evobridge.compose.torture.check.Check;
import io.evobridge.compose.torture.check.FinishedRun;
import io.evobridge.compose.torture.check.Violation;
import io.evobridge.compose.torture.fault.Fault;
import io.evobridge.compose.torture.fault.FaultInjection;
import io.evobridge.compose.torture.fault.FaultKind;
import io.evobridge.compose.torture.fault.FaultSchedule;
import io.evobridge.compose.torture.history.EdnFile;
import io.evobridge.compose.torture.history.History;
import io.evobridge.compose.torture.workload.Applications;
import io.evobridge.compose.torture.workload.Journal;
import io.evobridge.compose.torture.workload.Opening;
import io.evobridge.compose.torture.workload.Sentinels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One run from nothing to the verdict: start, write under faults, heal, wait for quiet, check. */
final class TortureRun {

    private static final Duration OPENING_PATIENCE = Duration.ofMinutes(3);
    private static final Duration HEAL_PATIENCE = Duration.ofMinutes(10);
    private static final Duration QUIET_PATIENCE = Duration.ofMinutes(5);

    private final Plan plan;
    private final Path home;
    private final Consumer<String> progress;
    private final History history = new History();

    private TortureRun(Plan plan, Path home, Consumer<String> progress) {
        this.plan = plan;
        this.home = home;
        this.progress = progress;
    }

    /**
     * What a run does.
     *
     * @param seed of schedule and writers
     * @param writing how long the writers write
     * @param stepsPerSecond of all writers together
     * @param kinds faults that may come
     * @param gap mean time from one fault to the next
     */
    record Plan(long seed, Duration writing, double stepsPerSecond, Set<FaultKind> kinds, Duration gap) {}

    /** Runs it; history and report are left in {@code home}. */
    static TortureReport run(Plan plan, Path home, Consumer<String> progress) throws Exception {
        return new TortureRun(plan, home, progress).run();
    }

    private TortureReport run() throws Exception {
        try (TorturePlatform platform = TorturePlatform.start(home, what -> progress.accept("Starting " + what))) {
            open(platform);
            List<Fault> faults = torment(platform);
            progress.accept("Everything is healed; waiting for quiet");
            Sentinels sentinels = new Sentinels(platform.sites(), history);
            BridgeGauges gauges = platform.stack().gauges();
            Quiet quiet = new Quiet(platform.sites(), sentinels, gauges);
            List<Violation> violations = new ArrayList<>(quiet.await(QUIET_PATIENCE));
            if (violations.isEmpty()) {
                violations.addAll(quiet.proof(QUIET_PATIENCE));
            }
            progress.accept("Checking");
            EdnFile.write(history.operations(), home.resolve("history.edn"));
            EchoAudit audit = EchoAudit.of(platform.stack());
            if (audit.takenForWrites() > 0) {
                violations.add(new Violation("echo", audit.takenForWrites() + " echoes were taken for writes"));
            }
            audit.silent()
                    .forEach(node -> violations.add(new Violation(
                            "echo",
                            "no marker was captured from " + node + ", so nothing that sinks wrote is known there")));
            FinishedRun run = finished(platform);
            Check.all().forEach(check -> violations.addAll(check.of(run)));
            TortureReport report = new TortureReport(
                    plan.seed(),
                    plan.writing().toSeconds(),
                    history.counts(),
                    faults.stream().map(Fault::toString).toList(),
                    counts(audit, gauges, run),
                    violations);
            report.write(home);
            if (!report.passed()) {
                KeyTraces.write(platform.stack(), home.resolve("traces.txt"));
            }
            return report;
        }
    }

    private void open(TorturePlatform platform) throws Exception {
        progress.accept("Opening rows go from one database to the others");
        Opening opening = new Opening(platform.sites());
        opening.insert();
        if (!Patience.of(OPENING_PATIENCE).awaits(opening::isEverywhere)) {
            throw new IllegalStateException("the opening rows are not everywhere after " + OPENING_PATIENCE.toSeconds()
                    + " s, with nothing broken; see the logs below " + home);
        }
    }

    private List<Fault> torment(TorturePlatform platform) throws InterruptedException {
        progress.accept("Writing for " + plan.writing().toSeconds() + " s");
        var cards = FaultInjection.cards(platform.breakables(), plan.kinds());
        List<Fault> schedule = FaultSchedule.of(plan.seed(), plan.writing(), plan.gap(), cards);
        Applications applications = Applications.start(platform.sites(), history, plan.stepsPerSecond(), plan.seed());
        FaultInjection faults = FaultInjection.start(
                platform.breakables(), schedule, fault -> progress.accept(seconds() + " s: " + fault));
        Thread.sleep(plan.writing().toMillis());
        faults.heal(HEAL_PATIENCE);
        applications.stop();
        return faults.injected();
    }

    private long seconds() {
        return Duration.ofNanos(history.nanos()).toSeconds();
    }

    private FinishedRun finished(TorturePlatform platform) throws Exception {
        Map<String, Map<String, Rows>> states = new LinkedHashMap<>(Quiet.databases(platform.sites()));
        Map<String, Rows> resolved = new LinkedHashMap<>();
        platform.stack()
                .bridge()
                .entities()
                .forEach(entity -> resolved.put(entity.name(), ResolvedRows.read(platform.stack(), entity)));
        states.put("resolved", resolved);
        return new FinishedRun(
                history.operations(), Journal.read(platform.sites()), states, ConflictRecord.read(platform.stack()));
    }

    private static Map<String, Long> counts(EchoAudit audit, BridgeGauges gauges, FinishedRun run) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("committed writes", (long) run.committed().size());
        counts.put("row changes captured", audit.changes());
        counts.put("echoes captured", audit.echoes());
        counts.put("echoes taken for writes", audit.takenForWrites());
        counts.put("sink transactions", audit.markers());
        counts.put("rows applied by sinks", audit.applied());
        counts.put("rows refused by sinks", audit.refused());
        counts.put("resolved records", gauges.resolved());
        counts.put("conflicts recorded", (long) run.conflicts().size());
        counts.put("records in quarantine", gauges.quarantined());
        return counts;
    }
}
