package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

class VictoriaMetricsIT extends ServerContract<VictoriaMetrics> {

    private static final long SECOND = 1_700_000_000L;

    @Override
    VictoriaMetrics start(Path home) {
        return VictoriaMetrics.start(home);
    }

    @Override
    void write(VictoriaMetrics metrics, int number) throws Exception {
        Http.post(metrics.url() + "/api/v2/write", "numbers n=" + number + " " + (SECOND + number) + "000000000");
        // A snapshot brings to disk what is acknowledged; otherwise that happens every few seconds.
        Http.get(metrics.url() + "/snapshot/create");
    }

    @Override
    void expect(VictoriaMetrics metrics, int number) throws Exception {
        assertThat(Http.get(metrics.url() + "/api/v1/export?match=numbers_n&start=" + (SECOND - 10)))
                .contains("[" + 1 + (number == 1 ? "" : "," + number));
    }
}
