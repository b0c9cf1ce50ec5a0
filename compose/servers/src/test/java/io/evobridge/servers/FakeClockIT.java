package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeClockIT {

    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    @Test
    void mariaDbFollowsAClockThatJumpsWhileItRuns(@TempDir Path home) throws SQLException {
        FakeClock clock = FakeClock.in(home);
        try (var mariadb = MariaDb.start(home, clock);
                var connection = mariadb.connect("")) {
            jumpsForthAndBack(clock, connection, "SELECT UNIX_TIMESTAMP(NOW(6)) - ?");
        }
    }

    @Test
    void postgreSqlFollowsAClockThatJumpsWhileItRuns(@TempDir Path home) throws SQLException {
        FakeClock clock = FakeClock.in(home);
        try (var postgresql = PostgreSql.start(home, clock);
                var connection = postgresql.connect("postgres")) {
            jumpsForthAndBack(clock, connection, "SELECT extract(epoch FROM clock_timestamp()) - ?::float8");
        }
    }

    private static void jumpsForthAndBack(FakeClock clock, Connection connection, String ahead) throws SQLException {
        assertThat(aheadSeconds(connection, ahead)).isBetween(-60.0, 60.0);
        for (Duration shift : new Duration[] {Duration.ofMinutes(5), Duration.ofMinutes(-5)}) {
            clock.shift(shift);
            await().atMost(TOLERANCE)
                    .untilAsserted(() -> assertThat(aheadSeconds(connection, ahead))
                            .isBetween(shift.toSeconds() - 60.0, shift.toSeconds() + 60.0));
        }
    }

    private static double aheadSeconds(Connection connection, String query) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setDouble(1, System.currentTimeMillis() / 1000.0);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getDouble(1);
            }
        }
    }
}
