package io.evobridge.compose.demo;

import java.io.PrintStream;
import java.util.List;

/** Prints a table over and over: in place on a terminal, a line now and then elsewhere. */
public final class LiveTable {

    private static final int QUIET_EVERY = 5;

    private final PrintStream out;
    private final boolean terminal;
    private int shownLines;
    private int updates;

    /** Prints to a terminal or to something that cannot go back. */
    public LiveTable(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows the table as it is now; its first line is the heading. */
    public void show(List<String> lines) {
        if (terminal) {
            print(lines);
        } else if (updates++ % QUIET_EVERY == 0) {
            out.println(String.join(" | ", lines.subList(1, lines.size())));
        }
    }

    /** The last table; it stays. */
    public void finish(List<String> lines) {
        print(lines);
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
