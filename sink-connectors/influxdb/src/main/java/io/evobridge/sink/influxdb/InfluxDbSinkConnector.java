package io.evobridge.sink.influxdb;

import io.evobridge.sink.common.BridgeSinkConnector;
import io.evobridge.sink.common.config.ConfigChecks;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;

/** Writes one point per changed row to InfluxDB and to servers that speak its write APIs. */
public final class InfluxDbSinkConnector extends BridgeSinkConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return InfluxDbSinkTask.class;
    }

    @Override
    public ConfigDef config() {
        return InfluxDbSinkConfig.DEFINITION;
    }

    @Override
    protected void check(Map<String, String> properties, ConfigChecks checks) {
        InfluxDbSinkConfig config = new InfluxDbSinkConfig(properties);
        if (config.apiVersion() == ApiVersion.V1 && config.database().isEmpty()) {
            checks.complain(InfluxDbSinkKeys.DATABASE, "api.version=v1 writes to a database; set its name");
        } else if (config.apiVersion() == ApiVersion.V2 && config.bucket().isEmpty()) {
            checks.complain(InfluxDbSinkKeys.BUCKET, "api.version=v2 writes to a bucket; set its name");
        } else if (config.username().isEmpty() && config.password().isPresent()) {
            checks.complain(
                    InfluxDbSinkKeys.CONNECTION_USERNAME, "connection.password is set; set the user's name too");
        } else {
            checkServer(config, checks);
        }
    }

    /** An empty write asks all that matters: is the server there, does it let us in, does the target exist. */
    private static void checkServer(InfluxDbSinkConfig config, ConfigChecks checks) {
        InfluxDbHttp http = new InfluxDbHttp(config, Clock.systemUTC());
        Answer answer = http.write("");
        switch (answer.verdict()) {
            case NO_DATABASE -> {
                if (config.creatableDatabase().isEmpty()) {
                    checks.complain(
                            InfluxDbSinkKeys.DATABASE,
                            "the server has no such database; create it, or set database.create=true");
                }
            }
            case REFUSED ->
                checks.complain(
                        config.apiVersion() == ApiVersion.V1 ? InfluxDbSinkKeys.DATABASE : InfluxDbSinkKeys.BUCKET,
                        http.endpoint() + " refuses writes: " + answer.sentence());
            case AWAY ->
                checks.complain(
                        InfluxDbSinkKeys.CONNECTION_URL, http.endpoint() + " cannot be reached: " + answer.sentence());
            default -> {
                // Some servers call an empty write a bad request; they are there and let us in.
            }
        }
    }
}
