package io.evobridge.resolver.app;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThreadRestartsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final ThreadRestarts restarts = new ThreadRestarts(2, nanos::get);

    @Test
    void aFailedThreadIsReplacedUntilTooManyFailInAShortTime() {
        assertThat(restarts.handle(new IllegalStateException("1"))).isEqualTo(REPLACE_THREAD);
        assertThat(restarts.handle(new IllegalStateException("2"))).isEqualTo(REPLACE_THREAD);
        assertThat(restarts.givenUp()).isEmpty();

        assertThat(restarts.handle(new IllegalStateException("3"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(restarts.givenUp()).get().hasToString("java.lang.IllegalStateException: 3");
    }

    @Test
    void failuresFarApartNeverEndTheResolver() {
        for (int i = 0; i < 10; i++) {
            nanos.addAndGet(ThreadRestarts.WINDOW.toNanos() / 2 + 1);

            assertThat(restarts.handle(new IllegalStateException("rare"))).isEqualTo(REPLACE_THREAD);
        }
    }
}
