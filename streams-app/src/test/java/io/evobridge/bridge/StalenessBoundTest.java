package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StalenessBoundTest {

    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private final StalenessBound bound = new StalenessBound(OptionalLong.of(5_000), OptionalLong.of(100));

    @Test
    void oneOfTheTwoIsEnough() {
        assertThat(bound.isExceeded(of(5_000), of(100), false)).isFalse();
        assertThat(bound.isExceeded(of(5_001), of(1), false)).isTrue();
        assertThat(bound.isExceeded(of(1), of(101), false)).isTrue();
    }

    @Test
    void aNodeThatWasBehindIsUpToDateBelowHalfOfBoth() {
        assertThat(bound.isExceeded(of(4_000), of(1), true)).isTrue();
        assertThat(bound.isExceeded(of(1), of(51), true)).isTrue();
        assertThat(bound.isExceeded(of(2_500), of(50), true)).isFalse();
    }

    @Test
    void whatIsNotKnownIsAsItWas() {
        assertThat(bound.isExceeded(UNKNOWN, of(1), true)).isTrue();
        assertThat(bound.isExceeded(UNKNOWN, of(1), false)).isFalse();
    }

    @Test
    void withoutABoundNobodyIsBehind() {
        assertThat(StalenessBound.NONE.isExceeded(of(Long.MAX_VALUE), of(Long.MAX_VALUE), false))
                .isFalse();
        assertThat(StalenessBound.NONE.isExceeded(UNKNOWN, UNKNOWN, true)).isFalse();
    }

    private static OptionalLong of(long figure) {
        return OptionalLong.of(figure);
    }
}
