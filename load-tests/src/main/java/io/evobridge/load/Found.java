package io.evobridge.load;

import io.evobridge.load.report.Figure;
import java.util.List;

/**
 * What a measure's JVM answers.
 *
 * @param failure empty when it succeeded
 */
record Found(List<Figure> figures, List<String> checks, String failure) {

    Found {
        figures = List.copyOf(figures);
        checks = List.copyOf(checks);
    }

    static Found failed(String why) {
        return new Found(List.of(), List.of(), why);
    }
}
