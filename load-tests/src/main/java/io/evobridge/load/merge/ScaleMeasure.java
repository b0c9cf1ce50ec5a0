package io.evobridge.load.merge;

import io.evobridge.load.Measure;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.Size;
import io.evobridge.load.report.Figure;
import io.evobridge.load.scale.BridgeSimulation;
import io.evobridge.load.scale.Costs;
import io.evobridge.load.scale.Outcome;
import io.evobridge.load.scale.TwoPhaseCost;
import io.evobridge.load.scale.TwoPhaseSimulation;
import io.evobridge.load.scale.Workload;
import io.evobridge.servers.MySql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * How throughput grows with partitions and resolver instances on this machine, and, in a simulation with the costs that
 * were just measured, what a bridge of many nodes costs beside two-phase commit.
 */
public final class ScaleMeasure implements Measure {

    private static final int KEYS = 10_000;
    private static final int MANY_NODES = 16;
    private static final int[] SIMULATED_NODES = {2, 16, 40, 64, 128};
    private static final int LINEAR_TO_NODES = 40;
    private static final double MICROS = 1_000_000;

    // Of the measures capture and sinks, whose figures vary less than what they are compared with here.
    private static final double CAPTURE_MICROS = 30;
    private static final double ROW_MICROS = 25;
    private static final double TRANSACTION_MICROS = 150;
    /** Looks the key up and stores it again, but sends nothing. */
    private static final double ECHO_OF_A_MERGE = 0.5;

    private static final double FLUSH_MICROS = 1_000;
    private static final double HOP_MICROS = 250;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String question() {
        return "How throughput grows with partitions and instances, and what many nodes cost beside two-phase commit";
    }

    @Override
    public Duration limit(Size size) {
        return Duration.ofMinutes(size.of(10, 40));
    }

    @Override
    public void measure(MeasureRun run) throws Exception {
        try (MergeServers servers = MergeServers.start(run.folder("merge"))) {
            for (int partitions : run.size() == Size.QUICK ? new int[] {1, 4} : new int[] {1, 2, 4, 8}) {
                for (int instances = 1; instances <= 2; instances++) {
                    throughput(run, servers, partitions, instances);
                }
            }
            double few = mergeMicros(run, servers, LoadEntity.NODES.length);
            double many = mergeMicros(run, servers, MANY_NODES);
            double perNode = Math.max(0, (many - few) / (MANY_NODES - LoadEntity.NODES.length));
            double merge = few - perNode * LoadEntity.NODES.length;
            simulate(run, costs(merge, perNode, servers.requestMicros(), twoPhaseMicros(run)));
        }
    }

    private static double twoPhaseMicros(MeasureRun run) throws SQLException {
        try (MySql mysql = MySql.start(run.folder("mysql"))) {
            return TwoPhaseCost.micros(mysql);
        }
    }

    private static Costs costs(double merge, double mergePerNode, double request, double twoPhase) {
        return new Costs(
                CAPTURE_MICROS,
                merge,
                mergePerNode,
                merge * ECHO_OF_A_MERGE,
                ROW_MICROS,
                TRANSACTION_MICROS,
                request,
                twoPhase,
                FLUSH_MICROS,
                HOP_MICROS);
    }

    private static void throughput(MeasureRun run, MergeServers servers, int partitions, int instances)
            throws Exception {
        String name = "p" + partitions + "-i" + instances;
        int writes = run.size().of(10_000, 400_000);
        LoadEntity entity = new LoadEntity("customer", MergeKind.LWW, KEYS);
        Phase phase = Phase.draw(name, entity, writes, 0);
        MergeBridge bridge = servers.bridge(name, partitions, "source", List.of(phase));
        PhaseRate rate = servers.run(bridge, Contender.resolver(bridge), List.of(phase), instances)
                .rate(phase);
        FinalRows rows = servers.resolved(bridge, entity);
        run.check(name + " rows", entity.expectedRows(), rows.rows());
        run.check(name + " checksum", entity.expectedChecksum(), rows.checksum());
        run.found(Figure.of(
                        partitions + (partitions == 1 ? " partition" : " partitions"),
                        instances + (instances == 1 ? " instance" : " instances"),
                        rate.perSecond(),
                        "writes/s")
                .noting("broker, registry and load share the machine"));
    }

    /** What a merge costs in a bridge with so many nodes that are written from both sides. */
    private static double mergeMicros(MeasureRun run, MergeServers servers, int nodes) throws Exception {
        LoadEntity entity = new LoadEntity("customer", MergeKind.LWW, KEYS);
        Phase warmUp = Phase.draw("warm-up", entity, run.size().of(10_000, 200_000), 0);
        Phase phase = Phase.draw("merge", entity, run.size().of(10_000, 200_000), 0);
        List<Phase> phases = List.of(warmUp, phase);
        MergeBridge bridge = servers.bridge("n" + nodes, 1, "both", phases, nodes);
        double micros = MICROS
                / servers.run(bridge, Contender.resolver(bridge), phases, 1)
                        .rate(phase)
                        .perProcessorSecond();
        run.found(Figure.of("Merge", nodes + " writable nodes", micros, "µs"));
        return micros;
    }

    private static void simulate(MeasureRun run, Costs costs) {
        run.found(Figure.of("Simulation", "a request to Kafka, at both ends", costs.request(), "µs"));
        run.found(Figure.of("Simulation", "what two-phase commit adds to a copy", costs.twoPhase(), "µs")
                .noting("MySQL and its client: XA in two requests less the same upsert by itself"));
        Outcome least = BridgeSimulation.run(costs, workload(run, SIMULATED_NODES[1]));
        for (int nodes : SIMULATED_NODES) {
            Outcome bridge = BridgeSimulation.run(costs, workload(run, nodes));
            Outcome twoPhase = TwoPhaseSimulation.run(costs, workload(run, nodes));
            String subject = nodes + " nodes, simulated";
            run.check(subject + " copies", twoPhase.copies(), bridge.copies());
            run.found(Figure.of(subject, "bridge, overhead of a copy", bridge.overheadMicros(), "µs"));
            run.found(Figure.of(subject, "two-phase commit, overhead of a copy", twoPhase.overheadMicros(), "µs"));
            run.found(below(subject, bridge.overheadMicros(), twoPhase.overheadMicros()));
            run.found(Figure.of(subject, "bridge, messages of a copy", bridge.messages(), "messages"));
            run.found(Figure.of(subject, "two-phase commit, messages of a copy", twoPhase.messages(), "messages"));
            run.found(Figure.of(subject, "bridge, visible p99", bridge.visibleMillis(99), "ms"));
            run.found(Figure.of(subject, "two-phase commit, visible p99", twoPhase.visibleMillis(99), "ms"));
            run.found(Figure.of(subject, "bridge, busiest worker", bridge.busiest() * 100, "%"));
            Figure linear = Figure.ratio(
                    subject,
                    "overhead of a copy, to " + SIMULATED_NODES[1] + " nodes",
                    bridge.overheadMicros(),
                    least.overheadMicros());
            run.found(nodes == LINEAR_TO_NODES ? linear.atMost(1.1).noting("linear: a copy costs the same") : linear);
        }
    }

    /** The mission promises 40 % less than two-phase commit. */
    private static Figure below(String subject, double bridge, double twoPhase) {
        return Figure.ratio(subject, "bridge to two-phase commit, overhead", bridge, twoPhase)
                .atMost(0.6);
    }

    private static Workload workload(MeasureRun run, int nodes) {
        return new Workload(nodes, 20, run.size().of(1, 3));
    }
}
