package io.evobridge.load.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all measures found on one machine: as {@code report.md}, {@code report.json} and {@code report.svg}. */
public record Report(Machine machine, List<Measured> measures) {

    private static final String JSON = "report.json";

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public Report {
        measures = List.copyOf(measures);
    }

    /** The report of that folder; one without measures when there is none, or when another machine made it. */
    public static Report read(Path folder, Machine machine) throws IOException {
        Path file = folder.resolve(JSON);
        if (!Files.exists(file)) {
            return new Report(machine, List.of());
        }
        Report former = MAPPER.readValue(file.toFile(), Report.class);
        return former.machine().equals(machine) ? former : new Report(machine, List.of());
    }

    /** This report with a newer finding instead of the one of the same measure. */
    public Report with(Measured found, List<String> order) {
        Map<String, Measured> all = new LinkedHashMap<>();
        measures.forEach(measured -> all.put(measured.measure(), measured));
        all.put(found.measure(), found);
        List<Measured> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparingInt(measured -> order.indexOf(measured.measure())));
        return new Report(machine, sorted);
    }

    /** Figures that have a target. */
    List<Figure> targets() {
        return measures.stream()
                .flatMap(measured -> measured.figures().stream())
                .filter(figure -> figure.target() != null)
                .toList();
    }

    /** Writes the three files, complete. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(JSON), MAPPER.writeValueAsString(this) + "\n");
        Files.write(folder.resolve("report.md"), MarkdownReport.lines(this));
        Files.writeString(folder.resolve("report.svg"), PictureReport.svg(this));
    }
}
