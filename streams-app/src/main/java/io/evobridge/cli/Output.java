package io.evobridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command writes: tables and lines for a person or, with {@code --json}, one JSON value for a program. */
final class Output {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /** Prints JSON where that is wanted, and tells whether it did. */
    boolean json(Object value) {
        if (json) {
            try {
                out().println(JSON.writeValueAsString(value));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        return json;
    }

    void line(String text) {
        out().println(text);
    }

    /** What is on the way, for a person only. */
    void progress(String text) {
        if (!json) {
            out().println(text);
        }
    }

    /** Rows below a head, in columns as wide as they need; the last may be of any width. */
    void table(List<String> head, List<List<String>> rows) {
        int[] widths = new int[head.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = head.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        row(head, widths);
        rows.forEach(row -> row(row, widths));
    }

    private void row(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            line.append(cell);
            if (column < widths.length - 1) {
                line.append(" ".repeat(widths[column] - cell.length() + 2));
            }
        }
        out().println(line);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
