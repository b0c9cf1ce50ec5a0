package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskIT {

    @Test
    void a_server_runs_out_of_space_and_with_room_and_a_restart_takes_writes_again(@TempDir Path home)
            throws Exception {
        try (var disk = SmallDisk.mount(home.resolve("disk"), 64);
                var influx = InfluxDb.start(home.resolve("influxdb"), disk)) {
            // Given
            Http.post(influx.url() + "/query?q=CREATE%20DATABASE%20history", "");
            String write = influx.url() + "/write?db=history";
            Http.post(write, "numbers n=1i 1");

            // When
            disk.fill();

            // Then
            String large = "numbers text=\"" + noise() + "\" 2";
            assertThatThrownBy(() -> Http.post(write, large)).hasMessageContaining("no space left on device");
            disk.free();
            influx.restart();
            Http.post(write, large);
            assertThat(Http.get(influx.url() + "/query?db=history&q=SELECT%20n%20FROM%20numbers"))
                    .contains("\"values\"");
        }
    }

    /** Text that does not become small when the server compresses it. */
    private static String noise() {
        var random = new Random(1);
        return IntStream.range(0, 10_000)
                .mapToObj(i -> Integer.toHexString(random.nextInt()))
                .collect(Collectors.joining());
    }
}
