package io.evobridge.compose.torture.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every operation of a run, in the order in which they ended. Thread-safe. */
public final class History {

    private final long beginNanos = System.nanoTime();
    private final List<Operation> operations = new ArrayList<>();

    /** Nanoseconds since the run began. */
    public long nanos() {
        return System.nanoTime() - beginNanos;
    }

    public synchronized void add(Operation operation) {
        operations.add(operation);
    }

    public synchronized List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** By action and ending: how many. */
    public synchronized Map<String, Long> counts() {
        return operations.stream()
                .collect(Collectors.groupingBy(
                        operation -> operation.invocation().action().word() + " "
                                + operation.ending().word(),
                        TreeMap::new,
                        Collectors.counting()));
    }
}
