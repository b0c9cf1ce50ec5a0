package io.evobridge.resolver.simulation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The last events of a world, put into words only when something goes wrong. */
final class Trace {

    private static final int KEPT = Integer.getInteger("simulation.trace", 60);

    private final Deque<Event> events = new ArrayDeque<>();
    private long step;
    private long nowMillis;

    void add(String format, Object... values) {
        if (events.size() == KEPT) {
            events.removeFirst();
        }
        events.addLast(new Event(step, nowMillis, format, Arrays.asList(values)));
    }

    void nextStep(long millis) {
        step++;
        nowMillis = millis;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            text.append(String.format(
                    "%n  step %d, t=%d: %s",
                    event.step, event.millis, String.format(event.format, event.values.toArray())));
        }
        return text.toString();
    }

    /** Values must be immutable: they are put into words later. */
    private record Event(long step, long millis, String format, List<Object> values) {}
}
