package io.evobridge.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

class RegistryPatienceTest {

    private final List<Long> pauses = new ArrayList<>();
    private long nanos;
    private int failuresAhead;
    private boolean interrupted;

    private final RegistryPatience patience = new RegistryPatience(Duration.ofSeconds(10), () -> nanos, millis -> {
        if (interrupted) {
            throw new InterruptedException();
        }
        pauses.add(millis);
        nanos += millis * 1_000_000;
    });

    @Test
    void pausesGrowUpToALimit() {
        failuresAhead = 7;

        String answer = patience.ask(this::call);

        assertThat(answer).isEqualTo("answer");
        assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_000L, 3_000L);
    }

    @Test
    void theWaitEndsInTimeAndConnectMayGoOn() {
        failuresAhead = Integer.MAX_VALUE;

        assertThatThrownBy(() -> patience.ask(this::call))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("9100 ms")
                .hasMessageContaining("away");
    }

    @Test
    void anInterruptEndsTheWait() {
        failuresAhead = 1;
        interrupted = true;

        assertThatThrownBy(() -> patience.ask(this::call)).isInstanceOf(RetriableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private String call() {
        if (failuresAhead-- > 0) {
            throw new RegistryUnavailableException("away");
        }
        return "answer";
    }
}
