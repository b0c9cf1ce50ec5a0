package io.evobridge.load.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * One worker that takes all that waits for it, up to a limit, as a batch: the longer it was busy, the larger the next one.
 * That is how Connect, Kafka's clients and our sinks work, and why their cost of a record falls under load.
 */
final class Stage<T> {

    private final Timeline time;
    private final double pauseMicros;
    private final int limit;
    private final ToDoubleFunction<List<T>> cost;
    private final Consumer<List<T>> done;
    private List<T> waiting = new ArrayList<>();
    private boolean busy;
    private double busyMicros;
    private long batches;

    /**
     * @param pauseMicros between a batch and the next, as a poll interval
     * @param cost of a batch, microseconds of processor time
     * @param done told when a batch is done
     */
    Stage(Timeline time, double pauseMicros, int limit, ToDoubleFunction<List<T>> cost, Consumer<List<T>> done) {
        this.time = time;
        this.pauseMicros = pauseMicros;
        this.limit = limit;
        this.cost = cost;
        this.done = done;
    }

    void put(T item) {
        waiting.add(item);
        if (!busy) {
            busy = true;
            time.at(time.micros() + pauseMicros, this::begin);
        }
    }

    /** Processor time of all batches. */
    double busyMicros() {
        return busyMicros;
    }

    long batches() {
        return batches;
    }

    private void begin() {
        List<T> batch = waiting.size() <= limit ? waiting : new ArrayList<>(waiting.subList(0, limit));
        waiting = waiting.size() <= limit ? new ArrayList<>() : new ArrayList<>(waiting.subList(limit, waiting.size()));
        double micros = cost.applyAsDouble(batch);
        busyMicros += micros;
        batches++;
        time.at(time.micros() + micros, () -> end(batch));
    }

    private void end(List<T> batch) {
        done.accept(batch);
        busy = !waiting.isEmpty();
        if (busy) {
            time.at(time.micros() + pauseMicros, this::begin);
        }
    }
}
