package io.evobridge.load;

import io.evobridge.load.report.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of a measure: where it works, how much it measures, and what it has found so far. Not thread-safe. */
public final class MeasureRun {

    private final String measure;
    private final Path home;
    private final Size size;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> checks = new ArrayList<>();

    /**
     * A run that has found nothing yet.
     *
     * @param home folder for data and logs, empty
     */
    public MeasureRun(String measure, Path home, Size size) {
        this.measure = measure;
        this.home = home;
        this.size = size;
    }

    public Size size() {
        return size;
    }

    /** A new folder for data and logs of one server. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder in " + home, e);
        }
    }

    /** Tells the person who waits what goes on. */
    public void say(String what) {
        System.out.println(measure + ": " + what);
    }

    /** Takes a figure into the report. */
    public void found(Figure figure) {
        say(figure.line());
        figures.add(figure);
    }

    /** A check of correctness: fails the measure unless both are equal. A figure of wrong results is worth nothing. */
    public void check(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new CheckFailure(what + ": expected " + expected + ", found " + actual);
        }
        checks.add(what + ": " + actual);
    }

    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** The checks that passed, each with what was found. */
    public List<String> checks() {
        return List.copyOf(checks);
    }

    /** Something came out wrong, so that no figure of the measure counts. */
    public static final class CheckFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CheckFailure(String message) {
            super(message);
        }
    }
}
