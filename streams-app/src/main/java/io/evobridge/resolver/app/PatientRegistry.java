package io.evobridge.resolver.app;

import io.evobridge.registry.Compatibility;
import io.evobridge.registry.RegistryUnavailableException;
import io.evobridge.registry.SchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A registry that waits, with growing pauses up to a limit, while the one behind it is away. */
final class PatientRegistry implements SchemaRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(PatientRegistry.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final SchemaRegistry registry;
    private final long maxWaitNanos;
    private final LongSupplier nanoTime;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean away;

    PatientRegistry(SchemaRegistry registry, Duration maxWait, LongSupplier nanoTime) {
        this.registry = registry;
        this.maxWaitNanos = maxWait.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether somebody is waiting for the registry, or the last call found nobody. */
    boolean isAway() {
        return away;
    }

    /** Ends all waiting: calls fail from now on where they would wait. */
    void stop() {
        stopped.countDown();
    }

    @Override
    public Schema schema(int contentId) {
        return patiently(() -> registry.schema(contentId));
    }

    @Override
    public int register(String group, String artifactId, Schema schema) {
        return patiently(() -> registry.register(group, artifactId, schema));
    }

    @Override
    public List<Schema> versions(String group, String artifactId) {
        return patiently(() -> registry.versions(group, artifactId));
    }

    @Override
    public void setCompatibility(String group, String artifactId, Compatibility compatibility) {
        patiently(() -> {
            registry.setCompatibility(group, artifactId, compatibility);
            return compatibility;
        });
    }

    private <T> T patiently(Supplier<T> call) {
        long began = nanoTime.getAsLong();
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                T answer = call.get();
                away = false;
                return answer;
            } catch (RegistryUnavailableException e) {
                away = true;
                if (nanoTime.getAsLong() - began >= maxWaitNanos || isStoppedWithin(pauseMillis)) {
                    throw e;
                }
                LOG.warn("waiting for the registry reason=\"{}\"", e.getMessage());
                pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private boolean isStoppedWithin(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
