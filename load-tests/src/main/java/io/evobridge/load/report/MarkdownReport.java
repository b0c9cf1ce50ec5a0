package io.evobridge.load.report;

import java.util.ArrayList;
import java.util.List;

/** The report for people: the targets first, then all figures measure by measure. */
final class MarkdownReport {

    private MarkdownReport() {}

    static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add("# Load tests");
        lines.add("");
        lines.add("Machine: " + report.machine().text() + ".");
        lines.add("Made by `load-tests/run`; what each measure does is told in"
                + " [docs/load-tests.md](../../docs/load-tests.md).");
        lines.add("");
        lines.add("![every target and its figure](report.svg)");
        lines.add("");
        lines.add("## Targets");
        lines.add("");
        lines.add("| measure | of | what | target | measured | |");
        lines.add("|---|---|---|---:|---:|---|");
        for (Measured measured : report.measures()) {
            measured.figures().stream()
                    .filter(figure -> figure.target() != null)
                    .forEach(figure -> lines.add(target(measured, figure)));
        }
        report.measures().forEach(measured -> add(lines, measured));
        return lines;
    }

    private static String target(Measured measured, Figure figure) {
        Target target = figure.target();
        return row(
                measured.measure(),
                figure.subject(),
                figure.name(),
                target == null ? "" : target.text(),
                figure.valueText(),
                figure.isMet() ? "met" : "**not met**");
    }

    private static void add(List<String> lines, Measured measured) {
        lines.add("");
        lines.add("## " + measured.measure() + ": " + measured.question());
        lines.add("");
        lines.add("Commit " + measured.commit() + ", " + measured.date() + ", " + measured.size() + ", "
                + measured.seconds() + " s, load before " + Numbers.text(measured.load()) + ".");
        lines.add("");
        if (measured.hasFailed()) {
            lines.add("**Failed, so that no figure counts:** " + measured.failure());
            lines.add("");
        }
        if (!measured.figures().isEmpty()) {
            lines.add("| of | what | measured | note |");
            lines.add("|---|---|---:|---|");
            measured.figures()
                    .forEach(figure ->
                            lines.add(row(figure.subject(), figure.name(), figure.valueText(), figure.note())));
            lines.add("");
        }
        measured.checks().forEach(check -> lines.add("- checked: " + check));
    }

    private static String row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|").replace('\n', ' ')).append(" |");
        }
        return row.toString();
    }
}
