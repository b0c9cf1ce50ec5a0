package io.evobridge.load.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * A bridge whose nodes are all written by applications and by sinks: write → log → capture → resolver → every other node's
 * sink → its log again, as an echo. Every worker takes in batches what waits for it.
 */
public final class BridgeSimulation {

    private static final double POLL_MICROS = 5_000;
    private static final int CAPTURE_LIMIT = 1_024;
    private static final int RESOLVER_LIMIT = 500;
    private static final int SINK_LIMIT = 2_000;
    /** One resolver thread for so many nodes, so that it is not what runs out first. */
    private static final int NODES_OF_A_RESOLVER = 4;
    /** A request and its answer. */
    private static final int ROUND_TRIP = 2;

    private final Costs costs;
    private final Workload load;
    private final Timeline time = new Timeline();
    private final List<Stage<Change>> captures = new ArrayList<>();
    private final List<Stage<Change>> resolvers = new ArrayList<>();
    private final List<Stage<Change>> sinks = new ArrayList<>();
    private final Histogram visible = new Histogram(3);
    private long writes;
    private long copies;

    private BridgeSimulation(Costs costs, Workload load) {
        this.costs = costs;
        this.load = load;
        int threads = Math.max(1, load.nodes() / NODES_OF_A_RESOLVER);
        for (int node = 0; node < load.nodes(); node++) {
            int self = node;
            captures.add(new Stage<>(time, POLL_MICROS, CAPTURE_LIMIT, this::captureCost, this::captured));
            sinks.add(new Stage<>(time, 0, SINK_LIMIT, this::sinkCost, batch -> applied(self, batch)));
        }
        for (int thread = 0; thread < threads; thread++) {
            resolvers.add(new Stage<>(time, 0, RESOLVER_LIMIT, this::resolverCost, this::resolved));
        }
    }

    /** Runs the workload to its end, until every copy is made. */
    public static Outcome run(Costs costs, Workload load) {
        BridgeSimulation simulation = new BridgeSimulation(costs, load);
        load.plan(simulation.time, simulation::write);
        simulation.time.run();
        return simulation.outcome();
    }

    private void write(int node) {
        captures.get(node).put(new Change(node, time.micros(), writes++, false));
    }

    private double captureCost(List<Change> batch) {
        return costs.request() + batch.size() * costs.capture();
    }

    private void captured(List<Change> batch) {
        for (Change change : batch) {
            time.at(
                    time.micros() + 2 * costs.hop(),
                    () -> resolvers.get((int) (change.key() % resolvers.size())).put(change));
        }
    }

    private double resolverCost(List<Change> batch) {
        // Fetched with one request, sent with one for each of three topics: state, changes, resolved.
        double cost = 4 * costs.request();
        for (Change change : batch) {
            cost += change.echo() ? costs.echo() : costs.merge(load.nodes());
        }
        return cost;
    }

    private void resolved(List<Change> batch) {
        for (Change change : batch) {
            if (!change.echo()) {
                for (int node = 0; node < sinks.size(); node++) {
                    if (node != change.node()) {
                        Stage<Change> sink = sinks.get(node);
                        time.at(time.micros() + 2 * costs.hop(), () -> sink.put(change));
                    }
                }
            }
        }
    }

    private double sinkCost(List<Change> batch) {
        return 2 * costs.request() + costs.transaction() + batch.size() * costs.row();
    }

    private void applied(int node, List<Change> batch) {
        double shown = time.micros() + costs.flush() + costs.hop();
        for (Change change : batch) {
            copies++;
            visible.recordValue((long) (shown - change.micros()));
            captures.get(node).put(new Change(node, change.micros(), change.key(), true));
        }
    }

    private Outcome outcome() {
        double busy = Stream.of(captures, resolvers, sinks)
                .flatMap(List::stream)
                .mapToDouble(Stage::busyMicros)
                .sum();
        long messages = ROUND_TRIP
                * (captures.stream().mapToLong(Stage::batches).sum()
                        + 4 * resolvers.stream().mapToLong(Stage::batches).sum()
                        + 2 * sinks.stream().mapToLong(Stage::batches).sum());
        double busiest = Stream.of(captures, resolvers, sinks)
                .flatMap(List::stream)
                .mapToDouble(Stage::busyMicros)
                .max()
                .orElse(0);
        return new Outcome(
                copies,
                (busy - copies * costs.row()) / copies,
                messages / (double) copies,
                busiest / Math.max(load.micros(), time.micros()),
                visible);
    }

    /**
     * A change on its way.
     *
     * @param node whose log shows it
     * @param micros when it was committed first
     * @param echo whether a sink made it
     */
    private record Change(int node, double micros, long key, boolean echo) {}
}
