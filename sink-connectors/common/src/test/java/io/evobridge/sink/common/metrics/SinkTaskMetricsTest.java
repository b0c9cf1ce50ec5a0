package io.evobridge.sink.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.sink.common.row.Skipped;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class SinkTaskMetricsTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    private static ObjectName name(String connector, int task) throws JMException {
        return new ObjectName("io.evobridge.sink:type=task,connector=" + ObjectName.quote(connector) + ",task=" + task);
    }

    @Test
    void the_numbers_show_over_jmx_until_the_task_ends() throws JMException {
        // Given
        SinkTaskMetrics metrics = SinkTaskMetrics.register("shop, east", 3);
        metrics.rejected();
        metrics.retried();
        metrics.skipped(Skipped.DELETE_DISABLED);

        // When
        Object rejected = server.getAttribute(name("shop, east", 3), "RejectedTotal");
        Object retries = server.getAttribute(name("shop, east", 3), "RetryTotal");
        Object skipped = server.getAttribute(name("shop, east", 3), "SkippedTotal");
        metrics.close();

        // Then
        assertThat(new Object[] {rejected, retries, skipped}).containsExactly(1L, 1L, 1L);
        assertThat(server.isRegistered(name("shop, east", 3))).isFalse();
    }

    @Test
    void a_task_that_died_without_a_word_gives_its_name_to_the_next() throws JMException {
        // Given
        SinkTaskMetrics dead = SinkTaskMetrics.register("again", 0);
        dead.retried();

        // When
        SinkTaskMetrics next = SinkTaskMetrics.register("again", 0);
        Object retries = server.getAttribute(name("again", 0), "RetryTotal");
        next.close();

        // Then
        assertThat(retries).isEqualTo(0L);
    }
}
