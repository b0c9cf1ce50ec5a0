package io.evobridge.resolver.app;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.evobridge.bridge.Nearest;
import io.evobridge.bridge.SecretReference;
import io.evobridge.resolver.core.causality.DriftLimit;
import io.evobridge.resolver.core.causality.DriftPolicy;
import io.evobridge.resolver.query.ConsistencyLevel;
import io.evobridge.resolver.query.Role;
import io.evobridge.resolver.store.RequestMemory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The {@code resolver} block of a bridge file. Any key can be given in the environment instead, which wins: {@code
 * http.port} as {@code EVOBRIDGE_RESOLVER_HTTP_PORT}.
 */
public final class ResolverConfig extends AbstractConfig {

    /** Prefix of settings that go to Kafka Streams as they are: {@code kafka.producer.linger.ms}. */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final String ENVIRONMENT_PREFIX = "EVOBRIDGE_RESOLVER_";

    private static final String HTTP_HOST = "http.host";
    private static final String HTTP_HOST_DOC = "Address on which health, metrics and the query API are served.";
    private static final String HTTP_PORT = "http.port";
    private static final String HTTP_PORT_DOC =
            "Port on which health, metrics and the query API are served; 0 takes a free one.";
    private static final String HTTP_ADVERTISED = "http.advertised";
    private static final String HTTP_ADVERTISED_DOC =
            "host:port by which the other instances reach this one, to send queries on to the owner of a key. Empty: the"
                    + " address it listens on, or this machine's name where it listens on all.";
    private static final String TLS_KEYSTORE = "http.tls.keystore";
    private static final String TLS_KEYSTORE_DOC =
            "File with the key and the certificates to serve health, metrics and the query API with: then only by HTTPS."
                    + " Empty: by plain HTTP.";
    private static final String TLS_KEYSTORE_TYPE = "http.tls.keystore.type";
    private static final String TLS_KEYSTORE_TYPE_DOC =
            "Type of that file. PEM: the chain of certificates and the key, in PKCS#8 without a password.";
    private static final String TLS_KEYSTORE_PASSWORD = "http.tls.keystore.password";
    private static final String TLS_KEYSTORE_PASSWORD_DOC =
            "Password of that file, such as ${file:/etc/evobridge/tls.properties:keystore}.";
    private static final String TLS_TRUSTSTORE = "http.tls.truststore";
    private static final String TLS_TRUSTSTORE_DOC =
            "File with the certificates that this instance trusts when it asks the others. Empty: those that the JDK trusts.";
    private static final String TLS_TRUSTSTORE_TYPE = "http.tls.truststore.type";
    private static final String TLS_TRUSTSTORE_TYPE_DOC = "Type of that file.";
    private static final String TLS_TRUSTSTORE_PASSWORD = "http.tls.truststore.password";
    private static final String TLS_TRUSTSTORE_PASSWORD_DOC = "Password of that file.";
    private static final String API_TOKEN_READ = "api.token.read";
    private static final String API_TOKEN_READ_DOC =
            "Bearer token that may read the query API, such as ${file:/etc/evobridge/tokens.properties:read}; all"
                    + " instances need the same. Without any token only programs of the same machine are answered.";
    private static final String API_TOKEN_OPERATE = "api.token.operate";
    private static final String API_TOKEN_OPERATE_DOC =
            "Bearer token that may read the query API and operate the bridge through it.";
    private static final String API_CONSISTENCY = "api.consistency";
    private static final String API_CONSISTENCY_DOC =
            "How fresh reads through the query API are that do not say it: eventual, bounded or linearizable.";
    private static final String API_IDEMPOTENCY = "api.idempotency.ms";
    private static final String API_IDEMPOTENCY_DOC =
            "How long a request to write is remembered, milliseconds: one that is sent again within this time, with the same"
                    + " Idempotency-Key, writes nothing.";
    private static final String GUARANTEE = "processing.guarantee";
    private static final String GUARANTEE_DOC =
            "at_least_once: lowest latency, a crash sends some results again. exactly_once_v2: none twice, and consumers"
                    + " that read committed records see them a few tens of milliseconds later.";
    private static final String DRIFT_MAX = "clock.drift.max.ms";
    private static final String DRIFT_MAX_DOC =
            "How far a commit time may be ahead of its record's Kafka timestamp, milliseconds.";
    private static final String DRIFT_POLICY = "clock.drift.policy";
    private static final String DRIFT_POLICY_DOC =
            "What happens to a commit time further ahead: clamp uses the limit, quarantine refuses the write, accept"
                    + " believes it.";
    private static final String FUSE = "fuse.refusals";
    private static final String FUSE_DOC =
            "How often in a row a sink may refuse to overwrite a row that nobody has written, before its key is parked:"
                    + " reported in quarantine, and not sent again until somebody writes it.";
    private static final String STATE_DIR = "state.dir";
    private static final String STATE_DIR_DOC = "Folder of the state stores; worth keeping across restarts.";
    private static final String INSTANCE_ID = "instance.id";
    private static final String INSTANCE_ID_DOC =
            "Name of this instance, unique and kept across restarts: it then takes its partitions back at once. Empty"
                    + " for none.";
    private static final String THREADS = "threads";
    private static final String THREADS_DOC = "Stream threads of this instance; more than partitions are idle.";
    private static final String STANDBYS = "standby.replicas";
    private static final String STANDBYS_DOC = "Warm copies of every partition's state on other instances.";
    private static final String ROCKSDB_BYTES = "rocksdb.memory.bytes";
    private static final String ROCKSDB_BYTES_DOC =
            "Memory of all state stores together: half block cache, half write buffers, bytes.";
    private static final String RECORD_BYTES = "record.max.bytes";
    private static final String RECORD_BYTES_DOC =
            "Largest record that the resolver sends, bytes; the topics' max.message.bytes limits it too.";
    private static final String REGISTRY_WAIT = "registry.wait.max.ms";
    private static final String REGISTRY_WAIT_DOC =
            "How long a record waits for a registry that is away before its thread is started anew, milliseconds; below"
                    + " max.poll.interval.ms, or the instance loses its partitions.";
    private static final String RESTARTS = "thread.restarts.max";
    private static final String RESTARTS_DOC =
            "Threads that may fail within five minutes before the resolver gives up.";

    /** Address of a Connect worker. */
    public static final String CONNECT_URL = "connect.url";

    private static final String CONNECT_URL_DOC =
            "REST API of a Kafka Connect worker, such as http://connect:8083: failed tasks of this bridge's connectors are"
                    + " restarted. Empty: somebody else does that.";

    /** Of one partition: about 20 MB of its store. */
    private static final long REMEMBERED_REQUESTS = 100_000;

    private static final ConfigDef CONFIG_DEF = new ConfigDef()
            .define(HTTP_HOST, ConfigDef.Type.STRING, "127.0.0.1", Importance.MEDIUM, HTTP_HOST_DOC)
            .define(HTTP_PORT, ConfigDef.Type.INT, 8095, between(0, 65_535), Importance.MEDIUM, HTTP_PORT_DOC)
            .define(HTTP_ADVERTISED, ConfigDef.Type.STRING, "", Importance.MEDIUM, HTTP_ADVERTISED_DOC)
            .define(TLS_KEYSTORE, ConfigDef.Type.STRING, "", Importance.MEDIUM, TLS_KEYSTORE_DOC)
            .define(
                    TLS_KEYSTORE_TYPE,
                    ConfigDef.Type.STRING,
                    "PKCS12",
                    ValidString.in("PKCS12", "JKS", Tls.PEM),
                    Importance.LOW,
                    TLS_KEYSTORE_TYPE_DOC)
            .define(TLS_KEYSTORE_PASSWORD, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, TLS_KEYSTORE_PASSWORD_DOC)
            .define(TLS_TRUSTSTORE, ConfigDef.Type.STRING, "", Importance.MEDIUM, TLS_TRUSTSTORE_DOC)
            .define(
                    TLS_TRUSTSTORE_TYPE,
                    ConfigDef.Type.STRING,
                    "PKCS12",
                    ValidString.in("PKCS12", "JKS", Tls.PEM),
                    Importance.LOW,
                    TLS_TRUSTSTORE_TYPE_DOC)
            .define(TLS_TRUSTSTORE_PASSWORD, ConfigDef.Type.PASSWORD, "", Importance.LOW, TLS_TRUSTSTORE_PASSWORD_DOC)
            .define(API_TOKEN_READ, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, API_TOKEN_READ_DOC)
            .define(API_TOKEN_OPERATE, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, API_TOKEN_OPERATE_DOC)
            .define(
                    API_CONSISTENCY,
                    ConfigDef.Type.STRING,
                    ConsistencyLevel.EVENTUAL.word(),
                    ValidString.in(ConsistencyLevel.words().toArray(new String[0])),
                    Importance.MEDIUM,
                    API_CONSISTENCY_DOC)
            .define(
                    GUARANTEE,
                    ConfigDef.Type.STRING,
                    StreamsConfig.AT_LEAST_ONCE,
                    ValidString.in(StreamsConfig.AT_LEAST_ONCE, StreamsConfig.EXACTLY_ONCE_V2),
                    Importance.HIGH,
                    GUARANTEE_DOC)
            .define(
                    API_IDEMPOTENCY,
                    ConfigDef.Type.LONG,
                    3_600_000L,
                    between(1_000, 7 * 86_400_000L),
                    Importance.LOW,
                    API_IDEMPOTENCY_DOC)
            .define(DRIFT_MAX, ConfigDef.Type.LONG, 60_000L, atLeast(0), Importance.MEDIUM, DRIFT_MAX_DOC)
            .define(
                    DRIFT_POLICY,
                    ConfigDef.Type.STRING,
                    "clamp",
                    ValidString.in("clamp", "quarantine", "accept"),
                    Importance.MEDIUM,
                    DRIFT_POLICY_DOC)
            .define(FUSE, ConfigDef.Type.INT, 16, atLeast(1), Importance.LOW, FUSE_DOC)
            .define(STATE_DIR, ConfigDef.Type.STRING, "state", Importance.HIGH, STATE_DIR_DOC)
            .define(INSTANCE_ID, ConfigDef.Type.STRING, "", Importance.LOW, INSTANCE_ID_DOC)
            .define(THREADS, ConfigDef.Type.INT, 1, between(1, 64), Importance.MEDIUM, THREADS_DOC)
            .define(STANDBYS, ConfigDef.Type.INT, 0, between(0, 5), Importance.MEDIUM, STANDBYS_DOC)
            .define(ROCKSDB_BYTES, ConfigDef.Type.LONG, 24L << 20, atLeast(8 << 20), Importance.LOW, ROCKSDB_BYTES_DOC)
            .define(RECORD_BYTES, ConfigDef.Type.INT, 8 << 20, atLeast(64 << 10), Importance.LOW, RECORD_BYTES_DOC)
            .define(
                    REGISTRY_WAIT,
                    ConfigDef.Type.LONG,
                    120_000L,
                    between(0, 240_000),
                    Importance.LOW,
                    REGISTRY_WAIT_DOC)
            .define(RESTARTS, ConfigDef.Type.INT, 10, atLeast(0), Importance.LOW, RESTARTS_DOC)
            .define(CONNECT_URL, ConfigDef.Type.STRING, "", Importance.MEDIUM, CONNECT_URL_DOC);

    private ResolverConfig(Map<String, String> settings) {
        super(CONFIG_DEF, settings, false);
    }

    /** Reads a bridge file's block; a key that is not known is an error. */
    public static ResolverConfig of(Map<String, String> block, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(block);
        block.forEach((key, value) -> check("resolver." + key, key, value));
        for (String key : CONFIG_DEF.names()) {
            String variable = ENVIRONMENT_PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
            String value = environment.get(variable);
            if (value != null) {
                check(variable, key, value);
                settings.put(key, value);
            }
        }
        return new ResolverConfig(settings);
    }

    private static void check(String called, String key, String value) {
        try {
            check(key, value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(called + " " + e.getMessage());
        }
    }

    /** The rules of a bridge file's block, for {@link io.evobridge.bridge.BridgeFile}. */
    public static void check(String key, String value) {
        if (key.startsWith(KAFKA_PREFIX)) {
            return;
        }
        ConfigDef.ConfigKey known = CONFIG_DEF.configKeys().get(key);
        if (known == null) {
            throw new IllegalArgumentException("is not known"
                    + Nearest.choice(key, CONFIG_DEF.names().stream().sorted().toList()));
        }
        try {
            Object parsed = ConfigDef.parseType(key, value, known.type);
            if (known.validator != null) {
                known.validator.ensureValid(key, parsed);
            }
        } catch (ConfigException e) {
            String message = String.valueOf(e.getMessage());
            String rule = message.substring(message.indexOf(": ") + 1);
            throw new IllegalArgumentException("is '" + value + "':" + rule + hint(value, known));
        }
    }

    private static String hint(String value, ConfigDef.ConfigKey key) {
        return key.validator instanceof ValidString words
                ? Nearest.hint(
                        value,
                        List.of(words.toString().replaceAll("[\\[\\]]", "").split(", ")))
                : "";
    }

    public String httpHost() {
        return getString(HTTP_HOST);
    }

    public int httpPort() {
        return getInt(HTTP_PORT);
    }

    /** host:port by which other instances reach this one; empty to take what it listens on. */
    public String httpAdvertised() {
        return getString(HTTP_ADVERTISED);
    }

    /** What the HTTP endpoint is secured with; empty for plain HTTP. Files and secrets are read now. */
    Optional<SSLContext> tls(Map<String, String> environment) {
        Optional<Tls.Store> trusted = store(TLS_TRUSTSTORE, TLS_TRUSTSTORE_TYPE, TLS_TRUSTSTORE_PASSWORD, environment);
        return store(TLS_KEYSTORE, TLS_KEYSTORE_TYPE, TLS_KEYSTORE_PASSWORD, environment)
                .map(keys -> Tls.context(keys, trusted));
    }

    private Optional<Tls.Store> store(String file, String type, String password, Map<String, String> environment) {
        return Optional.of(getString(file))
                .filter(name -> !name.isEmpty())
                .map(name -> new Tls.Store(
                        file,
                        Path.of(name),
                        getString(type),
                        secret(password, environment).orElse("")));
    }

    /** The token of each role that has one; a reference is looked up now. */
    public Map<Role, String> apiTokens(Map<String, String> environment) {
        Map<Role, String> tokens = new EnumMap<>(Role.class);
        secret(API_TOKEN_READ, environment).ifPresent(token -> tokens.put(Role.READ, token));
        secret(API_TOKEN_OPERATE, environment).ifPresent(token -> tokens.put(Role.OPERATE, token));
        return tokens;
    }

    private Optional<String> secret(String key, Map<String, String> environment) {
        String value = getPassword(key).value();
        if (!value.startsWith("${")) {
            return value.isEmpty() ? Optional.empty() : Optional.of(value);
        }
        try {
            return Optional.of(new SecretReference(value)
                    .resolve(environment)
                    .filter(secret -> !secret.isEmpty())
                    .orElseThrow(() -> new ConfigException(
                            "resolver." + key + ": nothing is found at " + value + "; put the secret there")));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("resolver." + key + " must be the secret or " + e.getMessage());
        }
    }

    /** How fresh reads are that do not say it. */
    public ConsistencyLevel apiConsistency() {
        return ConsistencyLevel.of(getString(API_CONSISTENCY));
    }

    /** How many requests to write are remembered. */
    public RequestMemory.Bound rememberedRequests() {
        return new RequestMemory.Bound(getLong(API_IDEMPOTENCY), REMEMBERED_REQUESTS);
    }

    public String guarantee() {
        return getString(GUARANTEE);
    }

    public boolean exactlyOnce() {
        return guarantee().equals(StreamsConfig.EXACTLY_ONCE_V2);
    }

    public DriftLimit drift() {
        return new DriftLimit(
                getLong(DRIFT_MAX), DriftPolicy.valueOf(getString(DRIFT_POLICY).toUpperCase(Locale.ROOT)));
    }

    public int fuseRefusals() {
        return getInt(FUSE);
    }

    public Path stateFolder() {
        return Path.of(getString(STATE_DIR));
    }

    /** Empty for none. */
    public String instanceId() {
        return getString(INSTANCE_ID);
    }

    /** Base address of Connect's REST API; empty where connectors are not supervised. */
    public Optional<URI> connect() {
        String url = getString(CONNECT_URL);
        return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
    }

    public int threads() {
        return getInt(THREADS);
    }

    public int standbys() {
        return getInt(STANDBYS);
    }

    public long rocksDbBytes() {
        return getLong(ROCKSDB_BYTES);
    }

    public int recordMaxBytes() {
        return getInt(RECORD_BYTES);
    }

    public Duration registryWait() {
        return Duration.ofMillis(getLong(REGISTRY_WAIT));
    }

    public int threadRestarts() {
        return getInt(RESTARTS);
    }

    /** Settings for Kafka Streams as they are, without the prefix. */
    public Map<String, Object> kafka() {
        return originalsWithPrefix(KAFKA_PREFIX);
    }

    /** All keys, for the reference page and the schema of the bridge file. */
    public static ConfigDef definition() {
        return new ConfigDef(CONFIG_DEF);
    }
}
