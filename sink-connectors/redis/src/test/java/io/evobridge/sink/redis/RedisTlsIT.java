package io.evobridge.sink.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.servers.Redis;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections to a real server with a certificate of its own. */
class RedisTlsIT {

    private static final String PASSWORD = "changeit";
    private static final FencedCall CALL =
            FencedCall.putHash("s:1", "000000000000000a", Expiry.KEEP, 1_000, List.of("name", "Ada"), List.of());

    @TempDir
    private Path home;

    @Test
    @DisplayName("a trusted certificate connects, an unknown one and one for another host do not")
    void certificates() throws Exception {
        // Given
        Path store = home.resolve("server.p12");
        makeCertificate(store, "ip:127.0.0.1");
        Path trust = trustStore(store, "trust.p12");
        Path stranger = home.resolve("stranger.p12");
        makeCertificate(stranger, "ip:127.0.0.1");
        int port = freePort();
        try (Redis server = Redis.start(home.resolve("redis"), tls(store, port))) {
            assertThat(server.isAlive()).isTrue();

            // When, Then
            try (FencedPipeline pipeline = pipeline("127.0.0.1", port, trust)) {
                assertThat(pipeline.apply(List.of(CALL))).containsExactly(Reply.APPLIED);
            }
            try (FencedPipeline pipeline = pipeline("127.0.0.1", port, trustStore(stranger, "other.p12"))) {
                assertThatThrownBy(() -> pipeline.apply(List.of(CALL))).isInstanceOf(RetriableException.class);
            }
            try (FencedPipeline pipeline = pipeline("localhost", port, trust)) {
                assertThatThrownBy(() -> pipeline.apply(List.of(CALL))).isInstanceOf(RetriableException.class);
            }
        }
    }

    private static FencedPipeline pipeline(String host, int port, Path trust) {
        return new RedisSinkConfig(RedisFixture.properties(
                        "rediss://" + host + ":" + port,
                        "connection.ssl.truststore.location",
                        trust.toString(),
                        "connection.ssl.truststore.password",
                        PASSWORD))
                .pipeline();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String[] tls(Path store, int port) throws Exception {
        KeyStore keys = open(store);
        Path certificate = home.resolve("server.crt");
        Path key = home.resolve("server.key");
        writePem(certificate, "CERTIFICATE", keys.getCertificate("redis").getEncoded());
        writePem(
                key, "PRIVATE KEY", keys.getKey("redis", PASSWORD.toCharArray()).getEncoded());
        return new String[] {
            "--tls-port", Integer.toString(port),
            "--tls-cert-file", certificate.toString(),
            "--tls-key-file", key.toString(),
            "--tls-ca-cert-file", certificate.toString(),
            "--tls-auth-clients", "no"
        };
    }

    private static void makeCertificate(Path store, String name) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=redis",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(store.resolveSibling("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }

    private Path trustStore(Path store, String name) throws Exception {
        Certificate certificate = open(store).getCertificate("redis");
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("redis", certificate);
        Path file = home.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static KeyStore open(Path store) throws Exception {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private static void writePem(Path file, String kind, byte[] content) throws Exception {
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                        + "\n-----END " + kind + "-----\n");
    }
}
