package io.evobridge.compose.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.compose.torture.fault.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TortureIT {

    @TempDir
    Path home;

    @Test
    void twoMinutesOfAllFaultsLoseNothing() throws Exception {
        // Given
        long seed = Long.getLong("seed", 1);
        var plan = new TortureRun.Plan(
                seed, Duration.ofMinutes(2), 45, EnumSet.allOf(FaultKind.class), Duration.ofSeconds(6));

        // When
        TortureReport report = TortureRun.run(plan, home, what -> {});

        // Then
        assertThat(report.violations())
                .as("replay with -Dseed=%d: %s", seed, report.lines())
                .isEmpty();
    }
}
