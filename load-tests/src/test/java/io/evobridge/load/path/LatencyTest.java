package io.evobridge.load.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.load.data.Item;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private static final long MILLI = 1_000_000;

    @Test
    void countsFromTheCommit() {
        // Given
        Write write = new Write(Item.of(1, 1), 0, 0, 5 * MILLI);

        // When
        long latency = write.latencyNanos(12 * MILLI);

        // Then
        assertThat(latency).isEqualTo(7 * MILLI);
    }

    @Test
    void countsTheTimeThatAWriteHadToWaitForTheWriter() {
        // Given a write that was due at 0 and began at 100 because the one before was slow
        Write write = new Write(Item.of(1, 1), 0, 100 * MILLI, 105 * MILLI);

        // When
        long latency = write.latencyNanos(112 * MILLI);

        // Then
        assertThat(latency).isEqualTo(107 * MILLI);
    }

    @Test
    void aLaterRevisionShowsTheEarlierOnesToo() {
        // Given
        Arrivals arrivals = new Arrivals();
        arrivals.committed(new Write(Item.of(7, 1), 0, 0, 0));
        arrivals.committed(new Write(Item.of(7, 2), 0, 0, 0));
        arrivals.committed(new Write(Item.of(7, 3), 0, 0, 0));

        // When
        arrivals.seen(7, 2, MILLI);

        // Then
        assertThat(arrivals.visible()).isEqualTo(2);
        assertThat(arrivals.inFlight()).isEqualTo(1);
        assertThat(arrivals.pendingIds(10)).containsExactly(7L);
    }

    @Test
    void aWriteThatIsSeenBeforeItsWriterTellsOfItHasArrived() {
        // Given
        Arrivals arrivals = new Arrivals();
        arrivals.seen(7, 2, 3 * MILLI);

        // When
        arrivals.committed(new Write(Item.of(7, 2), 0, 0, MILLI));
        arrivals.committed(new Write(Item.of(7, 3), 0, 0, MILLI));

        // Then
        assertThat(arrivals.visible()).isEqualTo(1);
        assertThat(arrivals.inFlight()).isEqualTo(1);
        assertThat(arrivals.latencyMicros().getMaxValue()).isBetween(1_990L, 2_010L);
    }

    @Test
    void makesEveryWriteOfTheScheduleOnce() throws Exception {
        // Given
        ConcurrentLinkedQueue<Write> made = new ConcurrentLinkedQueue<>();

        // When
        long next = OpenLoop.run(16, 400, 1, () -> item -> {}, made::add);

        // Then
        assertThat(next).isEqualTo(416);
        assertThat(made.stream().map(write -> write.item().revision()).collect(Collectors.toSet()))
                .hasSize(400)
                .contains(16L, 415L);
    }

    @Test
    void theFloorOfStepsIsTheirSum() {
        // Given
        Histogram one = constant(1_000);
        Histogram two = constant(2_000);

        // When
        Histogram floor = Floor.of(one, two);

        // Then
        assertThat(List.of(50.0, 99.0))
                .allSatisfy(percentile ->
                        assertThat(floor.getValueAtPercentile(percentile)).isBetween(2_995L, 3_005L));
    }

    private static Histogram constant(long micros) {
        Histogram histogram = new Histogram(3_600_000_000L, 3);
        histogram.recordValue(micros);
        return histogram;
    }
}
