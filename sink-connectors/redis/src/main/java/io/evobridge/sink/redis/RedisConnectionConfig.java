package io.evobridge.sink.redis;

import java.io.File;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** How the sink reaches Redis: the keys {@code connection.*}. */
final class RedisConnectionConfig {

    static final String URL = "connection.url";
    private static final String URL_DOC =
            "Where Redis 7.0 or later listens: redis://host:port, or rediss://host:port for TLS, and /database where it is"
                    + " not 0. In cluster mode some of the servers, joined by commas.";

    static final String MODE = "connection.mode";
    private static final String MODE_DOC =
            "standalone for one server (or a name that always leads to the master), cluster for Redis Cluster.";

    static final String USERNAME = "connection.username";
    private static final String USERNAME_DOC = "ACL user. Without it the password is the default user's.";

    static final String PASSWORD = "connection.password";
    private static final String PASSWORD_DOC = "Password of the user.";

    private static final String CONNECT_TIMEOUT = "connection.timeout.ms";
    private static final String CONNECT_TIMEOUT_DOC = "Longest wait for a connection, in milliseconds.";

    private static final String REQUEST_TIMEOUT = "request.timeout.ms";
    private static final String REQUEST_TIMEOUT_DOC =
            "Longest wait for the answers to a batch, in milliseconds; after it the batch is sent again.";

    static final String TRUSTSTORE = "connection.ssl.truststore.location";
    private static final String TRUSTSTORE_DOC =
            "File with the certificates that are trusted; without it those of the Java runtime.";

    private static final String TRUSTSTORE_PASSWORD = "connection.ssl.truststore.password";
    private static final String TRUSTSTORE_PASSWORD_DOC = "Password of the trust store.";

    static final String KEYSTORE = "connection.ssl.keystore.location";
    private static final String KEYSTORE_DOC = "File with the client's certificate, where Redis asks for one.";

    private static final String KEYSTORE_PASSWORD = "connection.ssl.keystore.password";
    private static final String KEYSTORE_PASSWORD_DOC = "Password of the key store.";

    private static final String STORE_TYPE = "connection.ssl.store.type";
    private static final String STORE_TYPE_DOC = "Format of both stores: PKCS12 or JKS.";

    private static final String VERIFY_HOST = "connection.ssl.verify.hostname";
    private static final String VERIFY_HOST_DOC = "Whether the server's certificate must name the host of the URL.";

    private static final String GROUP = "Connection";
    private static final String CLUSTER = "cluster";
    private static final String STANDALONE = "standalone";

    private final AbstractConfig config;

    RedisConnectionConfig(AbstractConfig config) {
        this.config = config;
    }

    static void define(ConfigDef def) {
        Order order = new Order(def);
        order.add(URL, ConfigDef.Type.STRING, ConfigDef.NO_DEFAULT_VALUE, null, Importance.HIGH, URL_DOC, "URL");
        order.add(
                MODE,
                ConfigDef.Type.STRING,
                STANDALONE,
                ConfigDef.CaseInsensitiveValidString.in(STANDALONE, CLUSTER),
                Importance.MEDIUM,
                MODE_DOC,
                "Mode");
        order.add(USERNAME, ConfigDef.Type.STRING, null, null, Importance.MEDIUM, USERNAME_DOC, "User");
        order.add(PASSWORD, ConfigDef.Type.PASSWORD, null, null, Importance.MEDIUM, PASSWORD_DOC, "Password");
        order.add(
                CONNECT_TIMEOUT,
                ConfigDef.Type.INT,
                5_000,
                Range.between(1, 60_000),
                Importance.LOW,
                CONNECT_TIMEOUT_DOC,
                "Connect timeout");
        order.add(
                REQUEST_TIMEOUT,
                ConfigDef.Type.INT,
                10_000,
                Range.between(1, 120_000),
                Importance.LOW,
                REQUEST_TIMEOUT_DOC,
                "Request timeout");
        order.add(TRUSTSTORE, ConfigDef.Type.STRING, null, null, Importance.MEDIUM, TRUSTSTORE_DOC, "Trust store");
        order.add(
                TRUSTSTORE_PASSWORD,
                ConfigDef.Type.PASSWORD,
                null,
                null,
                Importance.MEDIUM,
                TRUSTSTORE_PASSWORD_DOC,
                "Trust store password");
        order.add(KEYSTORE, ConfigDef.Type.STRING, null, null, Importance.LOW, KEYSTORE_DOC, "Key store");
        order.add(
                KEYSTORE_PASSWORD,
                ConfigDef.Type.PASSWORD,
                null,
                null,
                Importance.LOW,
                KEYSTORE_PASSWORD_DOC,
                "Key store password");
        order.add(
                STORE_TYPE,
                ConfigDef.Type.STRING,
                "PKCS12",
                ConfigDef.CaseInsensitiveValidString.in("PKCS12", "JKS"),
                Importance.LOW,
                STORE_TYPE_DOC,
                "Store format");
        order.add(VERIFY_HOST, ConfigDef.Type.BOOLEAN, true, null, Importance.LOW, VERIFY_HOST_DOC, "Verify host name");
    }

    /** Throws ConfigException on the key that is wrong. */
    RedisAddress address() {
        String url = config.getString(URL);
        boolean cluster = CLUSTER.equals(config.getString(MODE).toLowerCase(Locale.ROOT));
        try {
            return RedisAddress.parse(url, cluster);
        } catch (IllegalArgumentException e) {
            // The text may hold a password, so it is not repeated.
            throw new ConfigException(URL + ": " + e.getMessage());
        }
    }

    /** Throws ConfigException where a store cannot be read. */
    JedisClientConfig client(String name) {
        RedisAddress address = address();
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder()
                .clientName(name)
                .database(address.database())
                .connectionTimeoutMillis(config.getInt(CONNECT_TIMEOUT))
                .socketTimeoutMillis(config.getInt(REQUEST_TIMEOUT));
        Optional.ofNullable(config.getString(USERNAME)).ifPresent(client::user);
        Optional.ofNullable(config.getPassword(PASSWORD)).map(Password::value).ifPresent(client::password);
        if (address.tls()) {
            client.ssl(true).sslOptions(tls());
        }
        return client.build();
    }

    private SslOptions tls() {
        String type = config.getString(STORE_TYPE).toUpperCase(Locale.ROOT);
        SslOptions.Builder tls = SslOptions.builder()
                .sslVerifyMode(config.getBoolean(VERIFY_HOST) ? SslVerifyMode.FULL : SslVerifyMode.CA);
        String truststore = config.getString(TRUSTSTORE);
        if (truststore != null) {
            tls.trustStoreType(type).truststore(readable(TRUSTSTORE, truststore), chars(TRUSTSTORE_PASSWORD));
        }
        String keystore = config.getString(KEYSTORE);
        if (keystore != null) {
            tls.keyStoreType(type).keystore(readable(KEYSTORE, keystore), chars(KEYSTORE_PASSWORD));
        }
        return tls.build();
    }

    private static File readable(String key, String path) {
        File file = new File(path);
        if (!file.canRead()) {
            throw new ConfigException(key, path, "names no file that this worker can read");
        }
        return file;
    }

    private char @Nullable [] chars(String key) {
        Password password = config.getPassword(key);
        return password == null ? null : password.value().toCharArray();
    }

    /** Numbers the keys of the group as they are added. */
    private static final class Order {

        private final ConfigDef def;
        private int next = 1;

        Order(ConfigDef def) {
            this.def = def;
        }

        void add(
                String key,
                ConfigDef.Type type,
                @Nullable Object defaultValue,
                ConfigDef.@Nullable Validator validator,
                Importance importance,
                String doc,
                String displayName) {
            def.define(key, type, defaultValue, validator, importance, doc, GROUP, next++, Width.MEDIUM, displayName);
        }
    }
}
