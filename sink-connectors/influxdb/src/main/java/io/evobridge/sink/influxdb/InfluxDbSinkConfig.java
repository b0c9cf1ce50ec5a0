package io.evobridge.sink.influxdb;

import io.evobridge.sink.common.config.SinkConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** What the InfluxDB sink can be told; {@link InfluxDbSinkKeys} defines the keys. */
final class InfluxDbSinkConfig extends SinkConfig {

    static final ConfigDef DEFINITION = InfluxDbSinkKeys.define(definition(
            false,
            "Whether a deletion writes a point whose marker field is true, at the time of the deletion, into the series"
                    + " of the key; every other point then says false. If not, deletions are skipped and counted."
                    + " Points that are there already always stay: they are the history."));

    private final TagChoice tags;

    InfluxDbSinkConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
        this.tags = new TagChoice(getBoolean(InfluxDbSinkKeys.TAGS_KEY_ENABLED), getList(InfluxDbSinkKeys.TAGS));
    }

    String connectionUrl() {
        return getString(InfluxDbSinkKeys.CONNECTION_URL);
    }

    ApiVersion apiVersion() {
        return choice(InfluxDbSinkKeys.API_VERSION, ApiVersion.class);
    }

    Optional<String> username() {
        return text(InfluxDbSinkKeys.CONNECTION_USERNAME);
    }

    Optional<String> password() {
        return secret(InfluxDbSinkKeys.CONNECTION_PASSWORD);
    }

    Optional<String> token() {
        return secret(InfluxDbSinkKeys.CONNECTION_TOKEN);
    }

    /** Empty with the v2 API. */
    String database() {
        return text(InfluxDbSinkKeys.DATABASE).orElse("");
    }

    Optional<String> retentionPolicy() {
        return text(InfluxDbSinkKeys.RETENTION_POLICY);
    }

    /** The database to create when it is missing. */
    Optional<String> creatableDatabase() {
        boolean allowed = apiVersion() == ApiVersion.V1 && getBoolean(InfluxDbSinkKeys.DATABASE_CREATE);
        return allowed ? Optional.of(database()) : Optional.empty();
    }

    /** Empty with the v1 API. */
    String organization() {
        return text(InfluxDbSinkKeys.ORGANIZATION).orElse("");
    }

    /** Empty with the v1 API. */
    String bucket() {
        return text(InfluxDbSinkKeys.BUCKET).orElse("");
    }

    Duration connectTimeout() {
        return Duration.ofMillis(getLong(InfluxDbSinkKeys.CONNECT_TIMEOUT_MS));
    }

    Duration requestTimeout() {
        return Duration.ofMillis(getLong(InfluxDbSinkKeys.REQUEST_TIMEOUT_MS));
    }

    boolean gzip() {
        return getBoolean(InfluxDbSinkKeys.GZIP_ENABLED);
    }

    PointEncoder pointEncoder() {
        PointTime time = new PointTime(
                text(InfluxDbSinkKeys.TIME_FIELD), choice(InfluxDbSinkKeys.TIME_FIELD_UNIT, TimeUnit.class));
        FieldMapping mapping = new FieldMapping(
                choice(InfluxDbSinkKeys.DECIMAL_MODE, DecimalMode.class),
                choice(InfluxDbSinkKeys.TEMPORAL_MODE, TemporalMode.class),
                choice(InfluxDbSinkKeys.NON_FINITE_MODE, NonFiniteMode.class));
        return new PointEncoder(
                time, mapping, tags, readingRules().deleteEnabled(), getString(InfluxDbSinkKeys.DELETE_MARKER_FIELD));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(getString(key)).filter(value -> !value.isBlank());
    }

    private Optional<String> secret(String key) {
        Password password = getPassword(key);
        return password == null || password.value().isEmpty() ? Optional.empty() : Optional.of(password.value());
    }
}
