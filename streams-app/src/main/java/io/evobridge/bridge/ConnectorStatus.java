package io.evobridge.bridge;

import java.util.List;
import java.util.Optional;

/**
 * What Kafka Connect says of a connector.
 *
 * @param state state of the connector itself, such as RUNNING
 * @param tasks its tasks, in order; none before they are assigned
 */
public record ConnectorStatus(String state, List<Task> tasks) {

    private static final String RUNNING = "RUNNING";
    private static final String FAILED = "FAILED";
    private static final String CAUSED_BY = "Caused by: ";

    public ConnectorStatus {
        tasks = List.copyOf(tasks);
    }

    /** Whether the connector and all of at least one task run. */
    public boolean isRunning() {
        return state.equals(RUNNING)
                && !tasks.isEmpty()
                && tasks.stream().allMatch(task -> task.state().equals(RUNNING));
    }

    /** The sentence that matters in a stack trace: its innermost cause. */
    public static String sentence(String trace) {
        String cause = trace.lines()
                .filter(line -> line.startsWith(CAUSED_BY))
                .reduce((outer, inner) -> inner)
                .orElseGet(() -> trace.lines().findFirst().orElse("no reason given"));
        return cause.startsWith(CAUSED_BY) ? cause.substring(CAUSED_BY.length()) : cause;
    }

    /** Why a task or the connector itself stopped, as its stack trace; empty where none did. */
    public Optional<String> failure() {
        Optional<String> ofTask = tasks.stream()
                .filter(task -> task.state().equals(FAILED))
                .map(Task::trace)
                .findFirst();
        return ofTask.isEmpty() && state.equals(FAILED) ? Optional.of("the connector itself failed") : ofTask;
    }

    /**
     * State of one task.
     *
     * @param state such as RUNNING, FAILED, UNASSIGNED
     * @param trace stack trace of a failed task, else empty
     */
    public record Task(String state, String trace) {}
}
