package io.evobridge.connect.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final int MAX = 1_000;
    private static final long UNKNOWN = -1;

    private final Deque<Long> answers = new ArrayDeque<>();
    private int looks;
    private long nanos;
    private final InFlight flow = new InFlight(MAX, new Told(), () -> nanos, millis -> nanos += millis * 1_000_000);

    private final class Told implements Lag {

        /** The last answer is given again and again. */
        @Override
        public long records() throws LagUnknownException {
            looks++;
            long answer = answers.size() > 1 ? answers.remove() : answers.element();
            if (answer == UNKNOWN) {
                throw new LagUnknownException("away", new IllegalStateException());
            }
            return answer;
        }

        @Override
        public void close() {}
    }

    @Test
    void nobodyIsAskedWhileTheBoundIsFar() {
        answers.add(100L);

        admit(900);

        assertThat(looks).isEqualTo(1);
        assertThat(flow.getInFlight()).isEqualTo(MAX);
        assertThat(flow.isHeld()).isFalse();
    }

    @Test
    void belowTheBoundNothingWaitsThoughMoreThanHalfIsInFlight() {
        answers.add(900L);

        admit(250);

        assertThat(looks).isEqualTo(3);
        assertThat(flow.getHeldMillis()).isZero();
    }

    @Test
    void atTheBoundCaptureWaitsUntilHalfIsLeft() {
        answers.addAll(List.of(1_000L, 900L, 501L, 500L));

        admit(1);

        assertThat(answers).containsExactly(500L);
        assertThat(flow.getHeldMillis()).isEqualTo(60);
        assertThat(flow.isHeld()).isFalse();
        assertThat(flow.getInFlight()).isEqualTo(501);
    }

    @Test
    void aWaitThatIsTooLongIsLeftToConnectAndGoesOnAtTheNextAttempt() {
        answers.add(5_000L);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> admit(1))
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContaining("5000 changes are in flight");
            assertThat(flow.isHeld()).isTrue();
        }
        answers.addFirst(600L);
        answers.removeLast();
        assertThatThrownBy(() -> admit(1)).isInstanceOf(RetriableException.class);
        answers.addFirst(0L);
        answers.removeLast();
        admit(1);

        assertThat(flow.isHeld()).isFalse();
        assertThat(flow.getHeldMillis()).isBetween(9_000L, 9_200L);
    }

    @Test
    void captureGoesOnWhereNobodyCanTell() {
        answers.add(UNKNOWN);

        admit(5 * MAX);

        assertThat(looks).isEqualTo(5);
        assertThat(flow.getHeldMillis()).isZero();
    }

    @Test
    void anInterruptEndsTheWait() {
        answers.add(5_000L);
        InFlight interrupted = new InFlight(MAX, new Told(), () -> nanos, millis -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(interrupted::admit).isInstanceOf(RetriableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private void admit(int count) {
        for (int i = 0; i < count; i++) {
            flow.admit();
        }
    }
}
