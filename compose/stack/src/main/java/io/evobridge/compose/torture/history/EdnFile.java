package io.evobridge.compose.torture.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes operations as Jepsen does: one EDN map a line, in order of time, two for each operation. A value is {@code [key
 * value]}, as of {@code jepsen.independent}; {@code :found} is what a write replaced.
 */
public final class EdnFile {

    private EdnFile() {}

    /** Writes the file anew. */
    public static void write(List<Operation> operations, Path file) throws IOException {
        List<Event> events = new ArrayList<>(2 * operations.size());
        for (Operation operation : operations) {
            events.add(new Event(operation, false));
            events.add(new Event(operation, true));
        }
        events.sort(Comparator.comparingLong(Event::nanos).thenComparing(Event::isEnd));
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int index = 0; index < events.size(); index++) {
                out.write(events.get(index).line(index));
                out.newLine();
            }
        }
    }

    private record Event(Operation operation, boolean isEnd) {

        long nanos() {
            return isEnd ? operation.endedNanos() : operation.invokedNanos();
        }

        String line(int index) {
            Invocation asked = operation.invocation();
            StringBuilder line = new StringBuilder("{:index ").append(index);
            line.append(", :time ").append(nanos());
            line.append(", :process ").append(asked.process());
            line.append(", :type :").append(isEnd ? operation.ending().word() : "invoke");
            line.append(", :f :").append(asked.action().word());
            line.append(", :value [").append(quoted(asked.key())).append(' ').append(value());
            line.append("], :node ").append(quoted(asked.node()));
            if (isEnd && !operation.is(Action.READ)) {
                line.append(", :found ")
                        .append(operation.found().map(EdnFile::quoted).orElse("nil"));
            }
            if (isEnd && !operation.problem().isEmpty()) {
                line.append(", :error ").append(quoted(operation.problem()));
            }
            return line.append('}').toString();
        }

        private String value() {
            Action action = operation.invocation().action();
            if (action == Action.READ) {
                return isEnd ? operation.found().map(EdnFile::quoted).orElse("nil") : "nil";
            }
            if (action == Action.DELETE) {
                return "nil";
            }
            return action == Action.INCREMENT ? operation.value() : quoted(operation.value());
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
