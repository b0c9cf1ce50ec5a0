package io.evobridge.load.report;

import java.util.List;
import java.util.Locale;

/**
 * The report as a picture: a bar for each target, on a logarithmic scale from a tenth of the target to ten times. A bar
 * that reaches the line in the middle meets its target, whatever the unit and the direction.
 */
final class PictureReport {

    private static final int WIDTH = 960;
    private static final int ROW = 24;
    private static final int TOP = 56;
    private static final int LEFT = 470;
    private static final int BAR = 360;
    private static final String MET = "#2e7d32";
    private static final String MISSED = "#c62828";

    private PictureReport() {}

    static String svg(Report report) {
        List<Figure> figures = report.targets();
        int height = TOP + ROW * figures.size() + 16;
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                height,
                WIDTH,
                height);
        line(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, height);
        line(svg, "<text x=\"12\" y=\"24\" font-size=\"16\">Every target and its figure</text>");
        scale(svg, height);
        int y = TOP;
        for (Figure figure : figures) {
            bar(svg, figure, y);
            y += ROW;
        }
        line(svg, "</svg>");
        return svg.toString();
    }

    private static void scale(StringBuilder svg, int height) {
        String[] texts = {"1/10", "1/3", "target", "3×", "10×"};
        for (int tick = 0; tick < texts.length; tick++) {
            int x = LEFT + BAR * tick / (texts.length - 1);
            line(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", x, TOP - 12, texts[tick]);
            line(
                    svg,
                    "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>",
                    x,
                    TOP - 6,
                    x,
                    height - 12,
                    tick == 2 ? "#444" : "#ddd");
        }
    }

    private static void bar(StringBuilder svg, Figure figure, int y) {
        Target target = figure.target();
        if (target == null) {
            return;
        }
        double decades = Math.log10(Math.max(target.fulfilment(figure.value()), 0.1));
        int width = (int) Math.round(BAR * Math.min(decades + 1, 2) / 2);
        line(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                LEFT - 10,
                y + 15,
                escaped(figure.subject() + ": " + figure.name()));
        line(
                svg,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" fill-opacity=\"0.8\"/>",
                LEFT,
                y + 3,
                Math.max(width, 1),
                ROW - 8,
                figure.isMet() ? MET : MISSED);
        line(
                svg,
                "<text x=\"%d\" y=\"%d\">%s</text>",
                LEFT + BAR + 12,
                y + 15,
                escaped(figure.valueText() + " (" + target.text() + ")"));
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
