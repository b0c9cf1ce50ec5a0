package io.evobridge.compose;

import io.evobridge.compose.demo.TradingPlatform;
import io.evobridge.servers.Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
class OutageIT {

    private static final int CUSTOMERS = 500;
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration AROUND = Duration.ofSeconds(3);
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Random random = new Random(2);
    private TradingPlatform platform;
    private Shop shop;
    private Copies copies;

    @BeforeAll
    void start(@TempDir Path home) throws SQLException {
        platform = TradingPlatform.start(home, what -> {});
        shop = new Shop(platform);
        copies = new Copies(platform);
        shop.insert(0, CUSTOMERS);
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    static Stream<Named<Function<TradingPlatform, Server>>> servers() {
        return Stream.of(
                Named.of("registry", platform -> platform.stack().registry()),
                Named.of("Kafka", platform -> platform.stack().kafka()),
                Named.of("MySQL", TradingPlatform::mysql),
                Named.of("Redis", TradingPlatform::redis),
                Named.of("InfluxDB", TradingPlatform::influx));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void thePipelineGoesOnByItselfAfterAnOutageOf(Function<TradingPlatform, Server> choice) throws Exception {
        // Given
        Server server = choice.apply(platform);
        write(AROUND);

        // When
        server.stop();
        write(OUTAGE);
        server.restart();
        write(AROUND);

        // Then
        copies.awaitAgreement(shop);
    }

    /** Writes by a schedule, one row each time; while MySQL is away the writes of that time are left out. */
    private void write(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        long due = System.nanoTime();
        while (due < end) {
            try (Connection connection = DriverManager.getConnection(platform.shopUrl());
                    var update = Shop.prepareUpdate(connection)) {
                for (; due < end; due += INTERVAL_NANOS) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    shop.updateOnce(update, random.nextInt(CUSTOMERS), random);
                }
            } catch (SQLException e) {
                LockSupport.parkNanos(INTERVAL_NANOS);
                due = System.nanoTime();
            }
        }
    }
}
