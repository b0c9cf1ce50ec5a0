package io.evobridge.load.scale;

import java.util.PriorityQueue;

/** Simulated time: runs what is due, in order. Two things due at once run in the order in which they were planned. */
final class Timeline {

    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private double micros;
    private long planned;

    /** Microseconds since the beginning. */
    double micros() {
        return micros;
    }

    void at(double when, Runnable event) {
        due.add(new Due(Math.max(when, micros), planned++, event));
    }

    /** Runs until nothing is left to do. */
    void run() {
        for (Due next = due.poll(); next != null; next = due.poll()) {
            micros = next.micros;
            next.event.run();
        }
    }

    private record Due(double micros, long order, Runnable event) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Double.compare(micros, other.micros);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
