package io.evobridge.servers.cache;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** How a download is going, for the person who waits: a bar on a terminal, now and then a plain line elsewhere. */
final class Progress {

    private static final int BAR_WIDTH = 30;
    private static final int PLAIN_STEP_PERCENT = 20;

    private final PrintStream out;
    private final boolean terminal;
    private int plainPercent;
    private boolean barShown;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Progress onStandardError() {
        return new Progress(System.err, isTerminal());
    }

    /** Asked of a child that shares our standard error: Java itself tells only about standard input and output. */
    private static boolean isTerminal() {
        try {
            var test = new ProcessBuilder("test", "-t", "2").redirectError(ProcessBuilder.Redirect.INHERIT);
            return test.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized void begin(String title) {
        plainPercent = 0;
        out.println("Fetching " + title + " ...");
    }

    /** @param totalBytes 0 or less when it is not known */
    synchronized void update(String title, long doneBytes, long totalBytes) {
        int percent = totalBytes <= 0 ? 0 : (int) Math.min(100, doneBytes * 100 / totalBytes);
        if (terminal) {
            int filled = percent * BAR_WIDTH / 100;
            out.print("\r[" + "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] "
                    + amount(title, doneBytes, totalBytes, percent) + "\u001b[K");
            out.flush();
            barShown = true;
        } else if (totalBytes > 0 && percent >= plainPercent + PLAIN_STEP_PERCENT) {
            plainPercent = percent - percent % PLAIN_STEP_PERCENT;
            out.println("  " + amount(title, doneBytes, totalBytes, percent));
        }
    }

    synchronized void end(String title) {
        if (barShown) {
            out.print("\r\u001b[K");
            barShown = false;
        }
        out.println("Fetched " + title + ".");
    }

    private static String amount(String title, long doneBytes, long totalBytes, int percent) {
        return totalBytes <= 0
                ? String.format(Locale.ROOT, "%s %.1f MB", title, doneBytes / 1e6)
                : String.format(
                        Locale.ROOT, "%3d%% %s %.1f/%.1f MB", percent, title, doneBytes / 1e6, totalBytes / 1e6);
    }
}
