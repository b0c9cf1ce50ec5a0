package io.evobridge.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.compose.demo.TradingPlatform;
import io.evobridge.servers.Server;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillIT {

    private static final int CUSTOMERS = 10_000;
    private static final int UPDATES = 100_000;

    @TempDir
    Path home;

    @Test
    void nothingIsLostWhenWorkerAndResolverAreKilledTwiceEach() throws Exception {
        try (TradingPlatform platform = TradingPlatform.start(home, what -> {})) {
            // Given
            Shop shop = new Shop(platform);
            Copies copies = new Copies(platform);
            shop.insert(0, CUSTOMERS);

            // When
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    shop.update(UPDATES, CUSTOMERS, new Random(1));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            List<Server> victims = List.of(
                    platform.stack().worker(),
                    platform.stack().resolver(),
                    platform.stack().worker(),
                    platform.stack().resolver());
            long resolved = 0;
            for (Server victim : victims) {
                long next = resolved + UPDATES / 6;
                await().atMost(Duration.ofMinutes(5))
                        .until(() -> platform.stack().gauges().resolved() >= next);
                victim.kill();
                victim.restart();
                resolved = platform.stack().gauges().resolved();
            }
            writing.join();

            // Then
            copies.awaitAgreement(shop);
            assertThat(copies.capturedWrites()).isEqualTo(CUSTOMERS + UPDATES);
            assertThat(platform.stack().gauges().conflicts()).isZero();
            assertThat(platform.stack().gauges().quarantined()).isZero();
        }
    }
}
