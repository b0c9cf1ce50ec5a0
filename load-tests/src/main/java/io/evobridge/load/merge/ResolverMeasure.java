package io.evobridge.load.merge;

import io.evobridge.load.Measure;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.Size;
import io.evobridge.load.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Merges per second of processor time, beside a Streams topology that only copies the same records and one that keeps the
 * last value of each key. All three read the same topics of the same broker with the same settings, one after the other.
 */
public final class ResolverMeasure implements Measure {

    private static final int HOT_KEYS = 10_000;
    private static final double TARGET = 0.5;

    /** Of a hundred writes, where there are many. */
    private static final int CONFLICTS = 50;

    private static final String RATE = "records/s of one core";

    @Override
    public String name() {
        return "resolver";
    }

    @Override
    public String question() {
        return "How many writes one core merges, beside Streams topologies that only copy them or keep the last one";
    }

    @Override
    public Duration limit(Size size) {
        return Duration.ofMinutes(size.of(15, 150));
    }

    @Override
    public int heapMegabytes() {
        return 1_536;
    }

    @Override
    public void measure(MeasureRun run) throws Exception {
        try (MergeServers servers = MergeServers.start(run.folder("merge"))) {
            List<Phase> oneWay = new ArrayList<>(policies(run.size()));
            LoadEntity many = new LoadEntity("many", MergeKind.LWW, run.size().of(20_000, 10_000_000));
            Phase fill = Phase.fill("new keys", many);
            Phase full = Phase.draw(
                    "lww, " + thousands(many.keys()) + " keys", many, run.size().of(5_000, 1_000_000), 0);
            oneWay.addAll(List.of(fill, full));
            beside(run, servers, "merge", "source", oneWay);

            // Databases that are written by both sides: the resolver remembers what each has seen, and fingerprints
            // rows.
            beside(run, servers, "both", "both", activeActive(run.size()));
        }
    }

    private static void beside(MeasureRun run, MergeServers servers, String name, String direction, List<Phase> phases)
            throws Exception {
        MergeBridge bridge = servers.bridge(name, 1, direction, phases);
        run.say(phases.stream().mapToInt(Phase::writes).sum() + " writes are captured, direction " + direction);
        MergeServers.Run copied = peer(run, servers, bridge, StreamsPeer.COPY, phases);
        List<Phase> few = phases.stream()
                .filter(phase -> phase.entity().keys() <= HOT_KEYS)
                .toList();
        MergeServers.Run reduced = peer(run, servers, bridge, StreamsPeer.REDUCE, few);
        MergeServers.Run merged = servers.run(bridge, Contender.resolver(bridge), phases, 1);
        for (LoadEntity entity : MergeServers.entities(phases)) {
            FinalRows rows = servers.resolved(bridge, entity);
            run.check(name + "." + entity.name() + " rows", entity.expectedRows(), rows.rows());
            run.check(name + "." + entity.name() + " checksum", entity.expectedChecksum(), rows.checksum());
        }
        phases.stream().filter(Phase::counts).forEach(phase -> {
            double resolver = merged.rate(phase).perProcessorSecond();
            double copy = copied.rate(phase).perProcessorSecond();
            run.found(Figure.of(phase.title(), "resolver", resolver, RATE));
            run.found(Figure.of(phase.title(), "topology that copies", copy, RATE));
            run.found(Figure.ratio(phase.title(), "resolver to copying", resolver, copy)
                    .atLeast(TARGET));
            if (few.contains(phase)) {
                double reduce = reduced.rate(phase).perProcessorSecond();
                run.found(Figure.of(phase.title(), "KTable reduce", reduce, RATE));
                run.found(Figure.ratio(phase.title(), "resolver to reduce", resolver, reduce));
            }
            run.found(Figure.ratio(
                            phase.title(),
                            "resolver to copying, by the clock",
                            merged.rate(phase).perSecond(),
                            copied.rate(phase).perSecond())
                    .noting("the broker works for each, too"));
        });
        cliff(run, phases, merged);
    }

    /** How much of the rate with few keys is left with many. */
    private static void cliff(MeasureRun run, List<Phase> phases, MergeServers.Run rates) {
        List<Phase> calm = phases.stream()
                .filter(phase -> phase.counts() && !phase.fills() && phase.conflictPercent() == 0)
                .toList();
        if (calm.size() == 2) {
            run.found(Figure.ratio(
                            calm.get(1).title(),
                            "resolver, to itself with " + thousands(HOT_KEYS) + " keys",
                            rates.rate(calm.get(1)).perProcessorSecond(),
                            rates.rate(calm.get(0)).perProcessorSecond())
                    .atLeast(TARGET));
        }
    }

    private static MergeServers.Run peer(
            MeasureRun run, MergeServers servers, MergeBridge bridge, String kind, List<Phase> phases)
            throws Exception {
        Contender contender = Contender.peer(bridge, kind);
        MergeServers.Run ended = servers.run(bridge, contender, phases, 1);
        run.say(kind + " has come to the end");
        servers.delete(bridge, kind);
        return ended;
    }

    private static List<Phase> policies(Size size) {
        int writes = size.of(5_000, 200_000);
        List<Phase> phases = new ArrayList<>();
        phases.add(warmUp(size));
        for (MergeKind kind : MergeKind.values()) {
            phases.add(warmUp(size, kind));
        }
        for (int percent : new int[] {0, 1, CONFLICTS}) {
            phases.add(hot("lww" + percent, MergeKind.LWW, writes, percent));
        }
        for (MergeKind kind : MergeKind.values()) {
            if (kind != MergeKind.LWW) {
                phases.add(hot(kind.name().toLowerCase(Locale.ROOT), kind, writes, CONFLICTS));
            }
        }
        return phases;
    }

    private static List<Phase> activeActive(Size size) {
        int writes = size.of(5_000, 200_000);
        return List.of(
                warmUp(size),
                warmUp(size, MergeKind.COUNTER),
                hot("active0", MergeKind.LWW, writes, 0, "active-active "),
                hot("active50", MergeKind.LWW, writes, CONFLICTS, "active-active "),
                hot("activecounter", MergeKind.COUNTER, writes, CONFLICTS, "active-active "));
    }

    private static Phase warmUp(Size size) {
        return Phase.warmUp(new LoadEntity("warm", MergeKind.LWW, HOT_KEYS), size.of(10_000, 500_000), 0);
    }

    private static Phase warmUp(Size size, MergeKind kind) {
        String entity = "warm" + kind.name().toLowerCase(Locale.ROOT);
        return Phase.warmUp(new LoadEntity(entity, kind, HOT_KEYS), size.of(1_000, 100_000), CONFLICTS);
    }

    private static Phase hot(String entity, MergeKind kind, int writes, int percent) {
        return hot(entity, kind, writes, percent, "");
    }

    private static Phase hot(String entity, MergeKind kind, int writes, int percent, String before) {
        return Phase.draw(
                before + kind.name().toLowerCase(Locale.ROOT) + ", " + percent + " % conflicts",
                new LoadEntity(entity, kind, HOT_KEYS),
                writes,
                percent);
    }

    private static String thousands(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
