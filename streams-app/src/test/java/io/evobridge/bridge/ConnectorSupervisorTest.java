package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectorSupervisorTest {

    private static final String RESTART = "POST /connectors/trading-shop/restart";

    private final FakeConnectWorker worker = new FakeConnectWorker();
    private long nanos = Long.MAX_VALUE - 5;
    private boolean behind;
    private final ConnectorSupervisor supervisor = new ConnectorSupervisor(
            new ConnectCluster(worker.url()),
            List.of(new NodeConnector("trading-sessions", "sessions"), new NodeConnector("trading-shop", "shop")),
            node -> behind && node.equals("shop"),
            () -> nanos);

    @AfterEach
    void stop() {
        supervisor.close();
        worker.close();
    }

    @Test
    void whatRunsIsLeftAlone() {
        supervisor.look();

        assertThat(worker.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void aFailedTaskIsRestartedAtOnceAndThenAfterPausesThatDoubleUpToAMinute() {
        // Given
        worker.fail("trading-shop", "java.io.EOFException: the server went away");

        // When
        for (int second = 0; second < 130; second++) {
            supervisor.look();
            nanos += TimeUnit.SECONDS.toNanos(1);
        }

        // Then: at 0, 1, 3, 7, 15, 31, 63 and 123 seconds
        assertThat(worker.requests()).filteredOn(RESTART::equals).hasSize(8);
        assertThat(worker.requests()).doesNotContain("POST /connectors/trading-sessions/restart");
    }

    @Test
    void aTaskThatHadRecoveredIsRestartedQuicklyAgain() {
        // Given
        worker.fail("trading-shop", "java.io.EOFException: the server went away");
        for (int second = 0; second < 20; second++) {
            supervisor.look();
            nanos += TimeUnit.SECONDS.toNanos(1);
        }
        int before = restarts();

        // When
        nanos += TimeUnit.MINUTES.toNanos(10);
        for (int second = 0; second < 4; second++) {
            supervisor.look();
            nanos += TimeUnit.SECONDS.toNanos(1);
        }

        // Then
        assertThat(restarts() - before).isEqualTo(3);
    }

    @Test
    void aNodeThatIsBehindItsBoundIsNotKeptWaiting() {
        // Given
        worker.fail("trading-shop", "java.io.EOFException: the server went away");
        for (int second = 0; second < 70; second++) {
            supervisor.look();
            nanos += TimeUnit.SECONDS.toNanos(1);
        }
        int before = restarts();

        // When
        behind = true;
        for (int second = 0; second < 10; second++) {
            supervisor.look();
            nanos += TimeUnit.SECONDS.toNanos(1);
        }

        // Then: at once, and then every two seconds
        assertThat(restarts() - before).isEqualTo(5);
    }

    @Test
    void aClusterThatIsAwayIsAskedAgain() {
        worker.close();

        supervisor.look();

        assertThat(worker.requests()).isEmpty();
    }

    private int restarts() {
        return (int) worker.requests().stream().filter(RESTART::equals).count();
    }
}
