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
    private static final int PART = UPDATES / 4;

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
            List<Server> victims = List.of(
                    platform.stack().worker(),
                    platform.stack().resolver(),
                    platform.stack().worker(),
                    platform.stack().resolver());
            Random random = new Random(1);
            for (Server victim : victims) {
                // Each part resolves more than this many records, so the kill falls into the middle of it.
                long middle = platform.stack().gauges().resolved() + PART / 5;
                CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                    try {
                        shop.update(PART, CUSTOMERS, random);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
                await().atMost(Duration.ofMinutes(5))
                        .until(() -> platform.stack().gauges().resolved() >= middle);
                victim.kill();
                victim.restart();
                writing.join();
            }

            // Then
            copies.awaitAgreement(shop);
            assertThat(copies.capturedWrites()).isEqualTo(CUSTOMERS + UPDATES);
            assertThat(platform.stack().gauges().conflicts()).isZero();
            assertThat(platform.stack().gauges().quarantined()).isZero();
        }
    }
}
