package io.evobridge.connect.avro;

import io.evobridge.registry.RegistryCredentials;
import io.evobridge.registry.RegistrySettings;
import io.evobridge.registry.RegistryTrustStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Settings of {@link AvroConverter}; in a connector they stand behind {@code value.converter.} */
public final class AvroConverterConfig extends AbstractConfig {

    private static final String URL = "registry.url";
    private static final String URL_DOC =
            "Addresses of the schema registry (Apicurio 3), for example http://registry:8080; tried in turn.";
    private static final String GROUP = "registry.group";
    private static final String GROUP_DOC = "Group of the registry in which schemas are registered: the bridge's name.";
    private static final String CONNECT_TIMEOUT = "registry.connect.timeout.ms";
    private static final String CONNECT_TIMEOUT_DOC = "Longest wait for a connection to the registry.";
    private static final String REQUEST_TIMEOUT = "registry.request.timeout.ms";
    private static final String REQUEST_TIMEOUT_DOC = "Longest wait for an answer of the registry.";
    private static final String OUTAGE_TIMEOUT = "registry.outage.timeout.ms";
    private static final String OUTAGE_TIMEOUT_DOC =
            "How long a record waits for a registry that is away, before the task fails. Keep it below a sink's"
                    + " max.poll.interval.ms. With errors.retry.timeout=-1 Connect goes on retrying after it.";
    private static final String CACHE_SIZE = "schemas.cache.size";
    private static final String CACHE_SIZE_DOC = "Most schemas that are remembered, each way.";
    private static final String USERNAME = "registry.username";
    private static final String USERNAME_DOC = "User for basic authentication at the registry.";
    private static final String PASSWORD = "registry.password";
    private static final String PASSWORD_DOC = "Password for basic authentication at the registry.";
    private static final String TOKEN = "registry.token";
    private static final String TOKEN_DOC = "Bearer token for the registry, instead of user and password.";
    private static final String TRUSTSTORE = "registry.ssl.truststore.location";
    private static final String TRUSTSTORE_DOC = "Key store with the certificates to trust; the JVM's own if not set.";
    private static final String TRUSTSTORE_PASSWORD = "registry.ssl.truststore.password";
    private static final String TRUSTSTORE_PASSWORD_DOC = "Password of that key store.";
    private static final String TRUSTSTORE_TYPE = "registry.ssl.truststore.type";
    private static final String TRUSTSTORE_TYPE_DOC = "Format of that key store.";

    private static final String REGISTRY = "Registry";
    private static final String SECURITY = "Registry security";

    static final ConfigDef CONFIG_DEF = new ConfigDef()
            .define(
                    URL,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    AvroConverterConfig::checkUrls,
                    Importance.HIGH,
                    URL_DOC,
                    REGISTRY,
                    1,
                    Width.LONG,
                    "Registry addresses")
            .define(
                    GROUP,
                    ConfigDef.Type.STRING,
                    "default",
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    GROUP_DOC,
                    REGISTRY,
                    2,
                    Width.MEDIUM,
                    "Group")
            .define(
                    CONNECT_TIMEOUT,
                    ConfigDef.Type.INT,
                    3_000,
                    Range.between(1, 600_000),
                    Importance.LOW,
                    CONNECT_TIMEOUT_DOC,
                    REGISTRY,
                    3,
                    Width.SHORT,
                    "Connect time-out")
            .define(
                    REQUEST_TIMEOUT,
                    ConfigDef.Type.INT,
                    10_000,
                    Range.between(1, 600_000),
                    Importance.LOW,
                    REQUEST_TIMEOUT_DOC,
                    REGISTRY,
                    4,
                    Width.SHORT,
                    "Request time-out")
            .define(
                    OUTAGE_TIMEOUT,
                    ConfigDef.Type.LONG,
                    120_000L,
                    Range.between(0, 86_400_000L),
                    Importance.MEDIUM,
                    OUTAGE_TIMEOUT_DOC,
                    REGISTRY,
                    5,
                    Width.SHORT,
                    "Outage time-out")
            .define(
                    CACHE_SIZE,
                    ConfigDef.Type.INT,
                    1_000,
                    Range.between(1, 1_000_000),
                    Importance.LOW,
                    CACHE_SIZE_DOC,
                    REGISTRY,
                    6,
                    Width.SHORT,
                    "Schemas remembered")
            .define(
                    USERNAME,
                    ConfigDef.Type.STRING,
                    null,
                    Importance.MEDIUM,
                    USERNAME_DOC,
                    SECURITY,
                    1,
                    Width.MEDIUM,
                    "User")
            .define(
                    PASSWORD,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    PASSWORD_DOC,
                    SECURITY,
                    2,
                    Width.MEDIUM,
                    "Password")
            .define(
                    TOKEN,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    TOKEN_DOC,
                    SECURITY,
                    3,
                    Width.LONG,
                    "Token")
            .define(
                    TRUSTSTORE,
                    ConfigDef.Type.STRING,
                    null,
                    Importance.LOW,
                    TRUSTSTORE_DOC,
                    SECURITY,
                    4,
                    Width.LONG,
                    "Trust store")
            .define(
                    TRUSTSTORE_PASSWORD,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.LOW,
                    TRUSTSTORE_PASSWORD_DOC,
                    SECURITY,
                    5,
                    Width.MEDIUM,
                    "Trust store password")
            .define(
                    TRUSTSTORE_TYPE,
                    ConfigDef.Type.STRING,
                    "PKCS12",
                    ValidString.in("PKCS12", "JKS"),
                    Importance.LOW,
                    TRUSTSTORE_TYPE_DOC,
                    SECURITY,
                    6,
                    Width.SHORT,
                    "Trust store type");

    public AvroConverterConfig(Map<String, ?> settings) {
        super(CONFIG_DEF, settings, false);
        if (getPassword(TOKEN) != null && getString(USERNAME) != null) {
            throw new ConfigException(TOKEN, "[hidden]", "set either a token or " + USERNAME + ", not both");
        }
        if ((getString(USERNAME) == null) != (getPassword(PASSWORD) == null)) {
            throw new ConfigException(USERNAME, getString(USERNAME), "needs " + PASSWORD + ", and the other way round");
        }
    }

    /** How to reach the registry. */
    RegistrySettings registry() {
        RegistrySettings settings = RegistrySettings.of(getList(URL))
                .withTimeouts(millis(getInt(CONNECT_TIMEOUT)), millis(getInt(REQUEST_TIMEOUT)))
                .withCacheSize(cacheSize());
        Password token = getPassword(TOKEN);
        if (token != null) {
            settings = settings.withCredentials(RegistryCredentials.bearer(token.value()));
        }
        if (getString(USERNAME) != null) {
            settings = settings.withCredentials(RegistryCredentials.basic(getString(USERNAME), secret(PASSWORD)));
        }
        if (getString(TRUSTSTORE) != null) {
            settings = settings.withTrustStore(new RegistryTrustStore(
                    Path.of(getString(TRUSTSTORE)), secret(TRUSTSTORE_PASSWORD), getString(TRUSTSTORE_TYPE)));
        }
        return settings;
    }

    String group() {
        return getString(GROUP);
    }

    Duration outageTimeout() {
        return millis(getLong(OUTAGE_TIMEOUT));
    }

    int cacheSize() {
        return getInt(CACHE_SIZE);
    }

    private String secret(String key) {
        Password password = getPassword(key);
        return password == null ? "" : password.value();
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static void checkUrls(String key, @Nullable Object value) {
        if (value instanceof List<?> urls) {
            try {
                RegistrySettings.of(urls.stream().map(String::valueOf).toList());
            } catch (IllegalArgumentException e) {
                throw new ConfigException(key, value, e.getMessage());
            }
        }
    }
}
