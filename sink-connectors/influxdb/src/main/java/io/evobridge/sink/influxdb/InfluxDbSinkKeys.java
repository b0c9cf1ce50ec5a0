package io.evobridge.sink.influxdb;

import io.evobridge.sink.common.config.Validators;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys of the InfluxDB sink beside the common ones, each with its rule and its sentence for the reference page. */
final class InfluxDbSinkKeys {

    static final String CONNECTION_URL = "connection.url";
    static final String API_VERSION = "api.version";
    static final String CONNECTION_USERNAME = "connection.username";
    static final String CONNECTION_PASSWORD = "connection.password";
    static final String CONNECTION_TOKEN = "connection.token";
    static final String DATABASE = "database";
    static final String DATABASE_CREATE = "database.create";
    static final String RETENTION_POLICY = "retention.policy";
    static final String ORGANIZATION = "organization";
    static final String BUCKET = "bucket";
    static final String CONNECT_TIMEOUT_MS = "connect.timeout.ms";
    static final String REQUEST_TIMEOUT_MS = "request.timeout.ms";
    static final String GZIP_ENABLED = "gzip.enabled";

    static final String TAGS_KEY_ENABLED = "tags.key.enabled";
    static final String TAGS = "tags";
    static final String TIME_FIELD = "time.field";
    static final String TIME_FIELD_UNIT = "time.field.unit";
    static final String DECIMAL_MODE = "decimal.mode";
    static final String TEMPORAL_MODE = "temporal.mode";
    static final String NON_FINITE_MODE = "non.finite.mode";
    static final String DELETE_MARKER_FIELD = "delete.marker.field";

    private static final String CONNECTION = "Connection";
    private static final String POINTS = "Points";

    private static final String CONNECTION_URL_DOC =
            "Address of the server, for example `http://127.0.0.1:8086`; with a path where a proxy wants one.";
    private static final String API_VERSION_DOC =
            "Write API. `v1`: `/write` of InfluxDB 1.x and of later servers in their compatible mode; needs `database`."
                    + " `v2`: `/api/v2/write` of InfluxDB 2.x, VictoriaMetrics and others; needs `bucket`.";
    private static final String CONNECTION_USERNAME_DOC = "User name, sent with the password as basic authentication.";
    private static final String CONNECTION_PASSWORD_DOC = "Password of the user.";
    private static final String CONNECTION_TOKEN_DOC = "API token; takes precedence over user name and password.";
    private static final String DATABASE_DOC = "Database that points go to (v1).";
    private static final String DATABASE_CREATE_DOC =
            "Whether a database that does not exist is created (v1). If not, the task stops and says so.";
    private static final String RETENTION_POLICY_DOC =
            "Retention policy that points go to (v1); empty: the database's default.";
    private static final String ORGANIZATION_DOC = "Name or id of the organization (v2).";
    private static final String BUCKET_DOC = "Bucket that points go to (v2).";
    private static final String CONNECT_TIMEOUT_MS_DOC = "Longest wait for a connection, in milliseconds.";
    private static final String REQUEST_TIMEOUT_MS_DOC =
            "Longest wait for the answer to a batch, in milliseconds; then the batch is sent again.";
    private static final String GZIP_ENABLED_DOC =
            "Whether requests are compressed: less network, more processor time on both sides.";

    private static final String TAGS_KEY_ENABLED_DOC =
            "Whether the key fields are tags. Each key is then a series of its own, and no two keys share a point. If"
                    + " not, the key fields are plain fields: for keys with so many values that the server's index"
                    + " suffers; two keys whose points have the same tags and time then overwrite each other.";
    private static final String TAGS_DOC =
            "Further fields that become tags, each `[entity:]field`. Null and empty values leave the tag out.";
    private static final String TIME_FIELD_DOC =
            "Field that holds the time of the point: a date, a timestamp, ISO 8601 text, or a number (see"
                    + " `time.field.unit`). Empty: the hybrid logical clock of the change, or the record's timestamp where"
                    + " there is none, its nanoseconds below a millisecond taken from the offset. A deletion has no"
                    + " fields and always uses the latter.";
    private static final String TIME_FIELD_UNIT_DOC = "What a number in the time field counts since 1970 UTC.";
    private static final String DECIMAL_MODE_DOC =
            "How decimals are stored; InfluxDB has no exact type for them. `float`: can be computed with, exact to 15"
                    + " digits. `string`: exact, cannot be computed with. `integer`: an integer where the scale is 0, else"
                    + " a float; a value beyond 64 bits is rejected.";
    private static final String TEMPORAL_MODE_DOC =
            "How dates, times and durations are stored. `iso`: ISO 8601 text. `micros`: integer, microseconds since 1970"
                    + " UTC or of the duration.";
    private static final String NON_FINITE_MODE_DOC =
            "What happens to NaN and the infinities, which line protocol cannot carry. `drop`: the field is left out of"
                    + " the point. `reject`: the record is rejected.";
    private static final String DELETE_MARKER_FIELD_DOC =
            "Boolean field that tells deletions, see `delete.enabled`. Also the one field, always false, of a point that"
                    + " would have none.";

    private InfluxDbSinkKeys() {}

    static ConfigDef define(ConfigDef def) {
        defineConnection(def);
        definePoints(def);
        return def;
    }

    private static void defineConnection(ConfigDef def) {
        int order = 0;
        def.define(
                CONNECTION_URL,
                ConfigDef.Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                Validators.text("an address such as http://127.0.0.1:8086", InfluxDbSinkKeys::isAddress),
                Importance.HIGH,
                CONNECTION_URL_DOC,
                CONNECTION,
                order++,
                Width.LONG,
                "Address");
        def.define(
                API_VERSION,
                ConfigDef.Type.STRING,
                "v1",
                Validators.oneOf(ApiVersion.values()),
                Importance.HIGH,
                API_VERSION_DOC,
                CONNECTION,
                order++,
                Width.SHORT,
                "Write API",
                Validators.choices(ApiVersion.values()));
        optional(def, CONNECTION_USERNAME, Importance.MEDIUM, CONNECTION_USERNAME_DOC, CONNECTION, order++, "User");
        secret(def, CONNECTION_PASSWORD, CONNECTION_PASSWORD_DOC, order++, "Password");
        secret(def, CONNECTION_TOKEN, CONNECTION_TOKEN_DOC, order++, "Token");
        optional(def, DATABASE, Importance.HIGH, DATABASE_DOC, CONNECTION, order++, "Database");
        flag(def, DATABASE_CREATE, false, DATABASE_CREATE_DOC, CONNECTION, order++, "Create database");
        optional(def, RETENTION_POLICY, Importance.LOW, RETENTION_POLICY_DOC, CONNECTION, order++, "Retention policy");
        optional(def, ORGANIZATION, Importance.HIGH, ORGANIZATION_DOC, CONNECTION, order++, "Organization");
        optional(def, BUCKET, Importance.HIGH, BUCKET_DOC, CONNECTION, order++, "Bucket");
        millis(def, CONNECT_TIMEOUT_MS, 5_000L, CONNECT_TIMEOUT_MS_DOC, order++, "Connect timeout (ms)");
        millis(def, REQUEST_TIMEOUT_MS, 30_000L, REQUEST_TIMEOUT_MS_DOC, order++, "Request timeout (ms)");
        flag(def, GZIP_ENABLED, false, GZIP_ENABLED_DOC, CONNECTION, order, "Compress");
    }

    private static void definePoints(ConfigDef def) {
        int order = 0;
        flag(def, TAGS_KEY_ENABLED, true, TAGS_KEY_ENABLED_DOC, POINTS, order++, "Key fields as tags");
        def.define(
                TAGS,
                ConfigDef.Type.LIST,
                List.of(),
                Validators.entries("[entity:]field", entry -> new TagChoice(true, List.of(entry))),
                Importance.MEDIUM,
                TAGS_DOC,
                POINTS,
                order++,
                Width.LONG,
                "Tags");
        optional(def, TIME_FIELD, Importance.MEDIUM, TIME_FIELD_DOC, POINTS, order++, "Time field");
        choice(def, TIME_FIELD_UNIT, TimeUnit.MILLISECONDS, TIME_FIELD_UNIT_DOC, order++, "Unit of the time field");
        choice(def, DECIMAL_MODE, DecimalMode.FLOAT, DECIMAL_MODE_DOC, order++, "Decimals");
        choice(def, TEMPORAL_MODE, TemporalMode.ISO, TEMPORAL_MODE_DOC, order++, "Dates and times");
        choice(def, NON_FINITE_MODE, NonFiniteMode.DROP, NON_FINITE_MODE_DOC, order++, "NaN and infinities");
        def.define(
                DELETE_MARKER_FIELD,
                ConfigDef.Type.STRING,
                "deleted",
                Validators.text("not blank", text -> !text.isBlank()),
                Importance.LOW,
                DELETE_MARKER_FIELD_DOC,
                POINTS,
                order,
                Width.SHORT,
                "Field that marks deletions");
    }

    private static void optional(
            ConfigDef def, String key, Importance importance, String doc, String group, int order, String display) {
        def.define(key, ConfigDef.Type.STRING, "", importance, doc, group, order, Width.MEDIUM, display);
    }

    private static void secret(ConfigDef def, String key, String doc, int order, String display) {
        def.define(key, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, doc, CONNECTION, order, Width.MEDIUM, display);
    }

    private static void flag(
            ConfigDef def, String key, boolean byDefault, String doc, String group, int order, String display) {
        def.define(key, ConfigDef.Type.BOOLEAN, byDefault, Importance.MEDIUM, doc, group, order, Width.SHORT, display);
    }

    private static void millis(ConfigDef def, String key, long byDefault, String doc, int order, String display) {
        ConfigDef.Range range = ConfigDef.Range.between(1, 3_600_000);
        def.define(
                key,
                ConfigDef.Type.LONG,
                byDefault,
                range,
                Importance.LOW,
                doc,
                CONNECTION,
                order,
                Width.SHORT,
                display);
    }

    private static void choice(ConfigDef def, String key, Enum<?> byDefault, String doc, int order, String display) {
        Enum<?>[] all = byDefault.getDeclaringClass().getEnumConstants();
        def.define(
                key,
                ConfigDef.Type.STRING,
                byDefault.name().toLowerCase(java.util.Locale.ROOT),
                Validators.oneOf(all),
                Importance.MEDIUM,
                doc,
                POINTS,
                order,
                Width.SHORT,
                display,
                Validators.choices(all));
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text.strip());
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
