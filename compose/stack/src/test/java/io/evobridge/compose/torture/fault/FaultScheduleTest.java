package io.evobridge.compose.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

    private static final Map<FaultKind, Set<String>> CARDS = Map.of(
            FaultKind.KILL, Set.of("kafka", "mysql", "resolver"),
            FaultKind.CUT, Set.of("mysql"),
            FaultKind.SKEW, Set.of("mariadb"));
    private static final Duration GAP = Duration.ofSeconds(5);

    @Test
    void aSeedAlwaysGivesTheSameSchedule() {
        assertThat(schedule(7)).isEqualTo(schedule(7)).isNotEqualTo(schedule(8));
    }

    @Test
    void everyFaultComesBeforeOneComesTwice() {
        // When
        List<String> dealt = schedule(1).stream()
                .map(fault -> fault.kind().word() + " " + fault.target())
                .toList();

        // Then
        assertThat(dealt.subList(0, 5)).doesNotHaveDuplicates();
        assertThat(dealt.subList(5, 10)).doesNotHaveDuplicates();
    }

    @Test
    void faultsComeInOrderAndInsideTheRun() {
        assertThat(schedule(3)).extracting(Fault::at).isSorted().allMatch(at -> at.toSeconds() < 600);
    }

    @Test
    void withNothingToBreakThereAreNoFaults() {
        assertThat(FaultSchedule.of(1, Duration.ofMinutes(10), GAP, Map.of())).isEmpty();
    }

    private static List<Fault> schedule(long seed) {
        return FaultSchedule.of(seed, Duration.ofMinutes(10), GAP, CARDS);
    }
}
