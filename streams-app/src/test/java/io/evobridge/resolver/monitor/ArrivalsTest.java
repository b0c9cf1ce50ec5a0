package io.evobridge.resolver.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals();

    @Test
    void whatWasThereAtTheFirstLookIsOfAnyAge() {
        arrivals.looked(10, 1_000);

        assertThat(arrivals.notBefore(9)).isEqualTo(Long.MIN_VALUE);
        assertThat(arrivals.notBefore(10)).isEqualTo(1_000);
    }

    @Test
    void aRecordCameAfterTheLastLookThatDidNotFindIt() {
        arrivals.looked(10, 1_000);
        arrivals.looked(10, 2_000);
        arrivals.looked(12, 3_000);
        arrivals.looked(15, 4_000);

        assertThat(arrivals.notBefore(10)).isEqualTo(2_000);
        assertThat(arrivals.notBefore(11)).isEqualTo(2_000);
        assertThat(arrivals.notBefore(12)).isEqualTo(3_000);
    }

    @Test
    void longHistoriesAreRememberedMoreCoarselyAndNeverTooLate() {
        for (long look = 0; look < 10_000; look++) {
            arrivals.looked(look * 10, look * 1_000);
        }

        for (long offset = 0; offset < 99_990; offset += 7) {
            assertThat(arrivals.notBefore(offset)).isLessThanOrEqualTo(offset / 10 * 1_000);
        }
        assertThat(arrivals.notBefore(99_985)).isGreaterThan(9_900_000);
        assertThat(arrivals.notBefore(99_990)).isEqualTo(9_999_000);
    }

    @Test
    void aTopicThatWasCreatedAgainIsForgotten() {
        arrivals.looked(10, 1_000);

        arrivals.looked(2, 2_000);

        assertThat(arrivals.notBefore(1)).isEqualTo(Long.MIN_VALUE);
        assertThat(arrivals.notBefore(2)).isEqualTo(2_000);
    }
}
