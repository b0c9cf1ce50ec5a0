package io.evobridge.load.scale;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The same writes as distributed transactions over all nodes, by two-phase commit: the node that is written asks every
 * other to prepare, waits for all votes, tells all to commit. Four messages and two flushes of the log for each copy. No
 * lock is ever waited for and no node ever fails, which is to its advantage.
 */
public final class TwoPhaseSimulation {

    private static final int MESSAGES_OF_A_COPY = 4;
    private static final int ENDS_OF_A_MESSAGE = 2;

    private final Costs costs;
    private final double message;
    private final Workload load;
    private final Timeline time = new Timeline();
    private final List<Stage<Task>> processors = new ArrayList<>();
    private final Histogram visible = new Histogram(3);
    private long copies;

    private TwoPhaseSimulation(Costs costs, Workload load) {
        this.costs = costs;
        this.message = costs.twoPhase() / MESSAGES_OF_A_COPY / ENDS_OF_A_MESSAGE;
        this.load = load;
        for (int node = 0; node < load.nodes(); node++) {
            // One at a time: an answer is waited for, so nothing is gained by waiting for more.
            processors.add(new Stage<>(
                    time,
                    0,
                    1,
                    batch -> batch.get(0).cost(),
                    batch -> batch.get(0).then().run()));
        }
    }

    /** Runs the workload to its end, until every copy is committed. */
    public static Outcome run(Costs costs, Workload load) {
        TwoPhaseSimulation simulation = new TwoPhaseSimulation(costs, load);
        load.plan(simulation.time, simulation::write);
        simulation.time.run();
        return simulation.outcome();
    }

    private void write(int node) {
        Transaction transaction = new Transaction(node, time.micros());
        for (int other = 0; other < load.nodes(); other++) {
            if (other != node) {
                int participant = other;
                work(node, message, () -> arrive(() -> prepare(transaction, participant)));
            }
        }
    }

    private void prepare(Transaction transaction, int participant) {
        work(
                participant,
                message + costs.row(),
                () -> time.at(
                        time.micros() + costs.flush(),
                        () -> work(participant, message, () -> arrive(() -> vote(transaction)))));
    }

    private void vote(Transaction transaction) {
        work(transaction.node, message, () -> {
            transaction.votes++;
            if (transaction.votes == load.nodes() - 1) {
                commit(transaction);
            }
        });
    }

    private void commit(Transaction transaction) {
        for (int other = 0; other < load.nodes(); other++) {
            if (other != transaction.node) {
                int participant = other;
                work(transaction.node, message, () -> arrive(() -> committed(transaction, participant)));
            }
        }
    }

    private void committed(Transaction transaction, int participant) {
        work(participant, message, () -> {
            copies++;
            visible.recordValue((long) (time.micros() + costs.flush() - transaction.micros));
            // The acknowledgement, at both ends.
            work(participant, message, () -> arrive(() -> work(transaction.node, message, () -> {})));
        });
    }

    private void work(int node, double cost, Runnable then) {
        processors.get(node).put(new Task(cost, then));
    }

    private void arrive(Runnable there) {
        time.at(time.micros() + costs.hop(), there);
    }

    private Outcome outcome() {
        double busy = processors.stream().mapToDouble(Stage::busyMicros).sum();
        double busiest =
                processors.stream().mapToDouble(Stage::busyMicros).max().orElse(0);
        return new Outcome(
                copies,
                (busy - copies * costs.row()) / copies,
                MESSAGES_OF_A_COPY,
                busiest / Math.max(load.micros(), time.micros()),
                visible);
    }

    private record Task(double cost, Runnable then) {}

    private static final class Transaction {

        private final int node;
        private final double micros;
        private int votes;

        Transaction(int node, double micros) {
            this.node = node;
            this.micros = micros;
        }
    }
}
