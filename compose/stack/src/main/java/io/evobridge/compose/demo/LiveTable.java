package io.evobridge.compose.demo;

import java.io.PrintStream;
import java.util.List;

/** Prints a report over and over: in place on a terminal, a line now and then elsewhere. */
final class LiveTable {

    private static final int QUIET_EVERY = 5;

    private final PrintStream out;
    private final boolean terminal;
    private int shownLines;
    private int updates;

    LiveTable(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(Report report) {
        if (terminal) {
            print(report.lines());
        } else if (updates++ % QUIET_EVERY == 0) {
            out.println(
                    String.join(" | ", report.lines().subList(1, report.lines().size())));
        }
    }

    /** The last table; it stays. */
    void finish(Report report) {
        print(report.lines());
        shownLines = 0;
    }

    private void print(List<String> lines) {
        if (shownLines > 0) {
            out.printf("\033[%dA\033[J", shownLines);
        }
        lines.forEach(out::println);
        out.flush();
        shownLines = terminal ? lines.size() : 0;
    }
}
