package io.evobridge.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Machine MACHINE = new Machine("Abacus", 2, 8, "Linux 6.1", "OpenJDK 17");

    private static final Figure MET =
            Figure.ratio("MySQL", "of the bare loader", 80, 100).atLeast(0.7);
    private static final Figure MISSED =
            Figure.of("Redis", "p99 <all>", 120, "ms").atMost(100);

    @TempDir
    Path folder;

    @Test
    void tellsOfEveryTargetWhetherItIsMet() throws IOException {
        // Given
        Report report = new Report(MACHINE, List.of(measured("sinks", MET, MISSED)));

        // When
        report.write(folder);

        // Then
        assertThat(Files.readAllLines(folder.resolve("report.md")))
                .contains("| sinks | MySQL | of the bare loader | ≥ 0.70 | 0.80× | met |")
                .contains("| sinks | Redis | p99 <all> | ≤ 100 | 120 ms | **not met** |");
    }

    @Test
    void drawsAPictureThatIsWellFormed() throws Exception {
        // Given
        new Report(MACHINE, List.of(measured("sinks", MET, MISSED))).write(folder);

        // When
        var picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("report.svg").toFile());

        // Then
        assertThat(picture.getDocumentElement().getTextContent()).contains("p99 <all>", "80", "≤ 100");
    }

    @Test
    void keepsWhatWasMeasuredBefore() throws IOException {
        // Given
        new Report(MACHINE, List.of(measured("latency", MET), measured("sinks", MISSED))).write(folder);

        // When
        Report report = Report.read(folder, MACHINE).with(measured("latency", MISSED), List.of("latency", "sinks"));

        // Then
        assertThat(report.measures()).containsExactly(measured("latency", MISSED), measured("sinks", MISSED));
    }

    @Test
    void mixesNoTwoMachines() throws IOException {
        // Given
        new Report(MACHINE, List.of(measured("sinks", MET))).write(folder);

        // When
        Report other = Report.read(folder, new Machine("Abacus", 64, 8, "Linux 6.1", "OpenJDK 17"));

        // Then
        assertThat(other.measures()).isEmpty();
    }

    @Test
    void saysWhyAMeasureFailed() throws IOException {
        // Given
        Measured failed = new Measured(
                "sinks", "how fast?", "full", "abc", "2026-01-01T00:00:00Z", 1, 0, List.of(), List.of(), "rows lost");

        // When
        new Report(MACHINE, List.of(failed)).write(folder);

        // Then
        assertThat(Files.readString(folder.resolve("report.md"))).contains("Failed", "rows lost");
    }

    @Test
    void aTargetIsMetByItsLimitItself() {
        assertThat(Figure.of("a", "b", 100, "ms").atMost(100).isMet()).isTrue();
        assertThat(Figure.of("a", "b", 100, "ms").atLeast(100).isMet()).isTrue();
        assertThat(Figure.of("a", "b", 99, "ms").atLeast(100).isMet()).isFalse();
        assertThat(Figure.of("a", "b", 101, "ms").atMost(100).isMet()).isFalse();
    }

    @Test
    void aRatioOfNothingIsNoFigure() {
        assertThatThrownBy(() -> Figure.ratio("a", "b", 1, 0)).hasMessageContaining("no number");
    }

    private static Measured measured(String name, Figure... figures) {
        return new Measured(
                name,
                "how fast?",
                "full",
                "abc1234",
                "2026-01-01T00:00:00Z",
                60,
                0.5,
                List.of(figures),
                List.of("rows: 10"),
                "");
    }
}
