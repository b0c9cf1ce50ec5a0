package io.evobridge.resolver.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint by HTTPS, with a certificate that the JDK's keytool makes here and now. */
class TlsTest {

    private static final String PASSWORD = "changed-it";

    @TempDir
    static Path folder;

    private static Path keys;
    private static Path pem;
    private static Path certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "resolver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=resolver",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.out").toFile())
                .start();
        assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            made.load(in, PASSWORD.toCharArray());
        }
        String own = text("CERTIFICATE", made.getCertificate("resolver").getEncoded());
        String key = text(
                "PRIVATE KEY", made.getKey("resolver", PASSWORD.toCharArray()).getEncoded());
        certificate = Files.writeString(folder.resolve("ca.pem"), own);
        pem = Files.writeString(folder.resolve("keys.pem"), key + own);
    }

    @Test
    void itServesByHttpsAndWhoTrustsItIsAnswered() throws Exception {
        for (Map<String, String> settings : java.util.List.of(
                Map.of(
                        "http.tls.keystore",
                        keys.toString(),
                        "http.tls.keystore.password",
                        "${env:TLS_PASSWORD}",
                        "http.tls.truststore",
                        certificate.toString(),
                        "http.tls.truststore.type",
                        "PEM"),
                Map.of(
                        "http.tls.keystore",
                        pem.toString(),
                        "http.tls.keystore.type",
                        "PEM",
                        "http.tls.truststore",
                        keys.toString(),
                        "http.tls.truststore.password",
                        PASSWORD))) {
            Optional<SSLContext> tls = tls(settings);
            try (HealthServer server = HealthServer.bind(
                            "127.0.0.1", 0, tls, Optional::empty, Optional::empty, () -> "a_total 1\n")
                    .start()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/metrics"))
                        .build();

                assertThat(server.address()).startsWith("https://127.0.0.1:");
                assertThat(HttpClient.newBuilder()
                                .sslContext(tls.orElseThrow())
                                .build()
                                .send(request, HttpResponse.BodyHandlers.ofString())
                                .body())
                        .isEqualTo("a_total 1\n");
                assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
                        .isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    @Test
    void withoutAKeystoreItIsPlainHttp() {
        assertThat(tls(Map.of())).isEmpty();
    }

    @Test
    void aFileThatCannotBeUsedIsToldAtTheStart() {
        assertThatThrownBy(() -> tls(Map.of("http.tls.keystore", keys.toString(), "http.tls.keystore.password", "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("resolver.http.tls.keystore: " + keys + " cannot be used as PKCS12")
                .hasMessageContaining("check the file, its type and its password");
        assertThatThrownBy(
                        () -> tls(Map.of("http.tls.keystore", certificate.toString(), "http.tls.keystore.type", "PEM")))
                .hasMessageContaining("BEGIN PRIVATE KEY");
        assertThatThrownBy(() -> tls(Map.of("http.tls.keystore", "nowhere.p12")))
                .hasMessageContaining("nowhere.p12");
    }

    private static Optional<SSLContext> tls(Map<String, String> settings) {
        return ResolverConfig.of(settings, Map.of()).tls(Map.of("TLS_PASSWORD", PASSWORD));
    }

    private static String text(String what, byte[] encoded) throws IOException {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded) + "\n-----END " + what
                + "-----\n";
    }
}
