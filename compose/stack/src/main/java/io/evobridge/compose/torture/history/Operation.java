package io.evobridge.compose.torture.history;

import java.util.Optional;

/**
 * An operation that has ended.
 *
 * @param invocation what was asked
 * @param ending what the application knows of it
 * @param found the field's text that a read returned, or that a write replaced, read under the row's lock; empty where
 *     the row was absent or nothing was read
 * @param invokedNanos when it was asked, since the run began
 * @param endedNanos when it ended, since the run began
 * @param problem what went wrong; empty for nothing
 */
public record Operation(
        Invocation invocation,
        Ending ending,
        Optional<String> found,
        long invokedNanos,
        long endedNanos,
        String problem) {

    public long id() {
        return invocation.id();
    }

    public String node() {
        return invocation.node();
    }

    public String key() {
        return invocation.key();
    }

    public String value() {
        return invocation.value();
    }

    public boolean is(Action action) {
        return invocation.action() == action;
    }

    public boolean isOk() {
        return ending == Ending.OK;
    }
}
