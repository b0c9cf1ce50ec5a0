package io.evobridge.compose.demo;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Gathers a {@link Report} from all that is watched. */
final class Reporter {

    private final Visibility redis;
    private final Visibility influx;
    private final InfluxDbLook history;
    private final BridgeGauges gauges;

    Reporter(Visibility redis, Visibility influx, InfluxDbLook history, BridgeGauges gauges) {
        this.redis = redis;
        this.influx = influx;
        this.history = history;
        this.gauges = gauges;
    }

    Report report() throws ExecutionException, InterruptedException {
        return gather(Report.NOT_COUNTED);
    }

    /** With InfluxDB's points counted, which is too slow to repeat while latency is measured. */
    Report finalReport() throws ExecutionException, InterruptedException, IOException {
        return gather(history.pointCount());
    }

    private Report gather(long points) throws ExecutionException, InterruptedException {
        Map<String, Visibility.Snapshot> targets = new LinkedHashMap<>();
        targets.put("Redis", redis.snapshot());
        targets.put("InfluxDB", influx.snapshot());
        return new Report(targets, points, gauges.resolved(), gauges.conflicts(), gauges.quarantined(), gauges.lag());
    }
}
