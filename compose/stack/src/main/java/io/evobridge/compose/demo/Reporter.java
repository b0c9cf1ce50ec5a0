package io.evobridge.compose.demo;

import io.evobridge.compose.BridgeGauges;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers a {@link Report} from all that is watched. */
final class Reporter {

    private final Visibility redis;
    private final Visibility influx;
    private final History history;
    private final BridgeGauges gauges;

    Reporter(Visibility redis, Visibility influx, History history, BridgeGauges gauges) {
        this.redis = redis;
        this.influx = influx;
        this.history = history;
        this.gauges = gauges;
    }

    Report report() {
        return gather(Report.NOT_COUNTED);
    }

    /** With InfluxDB's points counted, which is too slow to repeat while latency is measured. */
    Report finalReport() throws IOException, InterruptedException {
        return gather(history.pointCount("customer") + history.pointCount("trade_order"));
    }

    private Report gather(long points) {
        Map<String, Visibility.Snapshot> targets = new LinkedHashMap<>();
        targets.put("Redis", redis.snapshot());
        targets.put("InfluxDB", influx.snapshot());
        return new Report(targets, points, gauges.resolved(), gauges.conflicts(), gauges.quarantined(), gauges.lag());
    }
}
