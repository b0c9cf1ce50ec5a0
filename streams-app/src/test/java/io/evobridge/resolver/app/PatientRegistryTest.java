package io.evobridge.resolver.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.registry.RegistryUnavailableException;
import io.evobridge.registry.SchemaNotFoundException;
import io.evobridge.resolver.Customers;
import io.evobridge.resolver.FakeRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatientRegistryTest {

    private final FakeRegistry registry = new FakeRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final PatientRegistry patient = new PatientRegistry(registry, Duration.ofSeconds(60), nanos::get);

    @Test
    void aRegistryThatComesBackIsNotNoticedByTheCaller() {
        registry.failNext(2);

        int id = patient.register("test", "customer", Customers.IMAGE);

        assertThat(patient.schema(id)).isEqualTo(Customers.IMAGE);
        assertThat(patient.isAway()).isFalse();
    }

    @Test
    void aRegistryThatStaysAwayIsToldAfterTheLimit() {
        registry.failNext(Integer.MAX_VALUE);
        PatientRegistry impatient =
                new PatientRegistry(registry, Duration.ofSeconds(60), () -> nanos.addAndGet(60_000_000_000L));

        assertThatThrownBy(() -> impatient.schema(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(impatient.isAway()).isTrue();
    }

    @Test
    void aStopEndsTheWaiting() {
        registry.failNext(Integer.MAX_VALUE);
        patient.stop();

        assertThatThrownBy(() -> patient.schema(1)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void aClearAnswerIsNotWaitedFor() {
        assertThatThrownBy(() -> patient.schema(99)).isInstanceOf(SchemaNotFoundException.class);
        assertThat(patient.isAway()).isFalse();
    }
}
