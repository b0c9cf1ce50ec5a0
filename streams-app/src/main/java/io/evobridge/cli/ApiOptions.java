package io.evobridge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How to reach the query API: the options that all commands which ask it share. */
final class ApiOptions {

    private static final String TOKEN_VARIABLE = "EVOBRIDGE_TOKEN";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--api",
            paramLabel = "URL",
            split = ",",
            description =
                    "Instances of the resolver; the next is asked where one is gone. The variable EVOBRIDGE_API can"
                            + " say it too (default: http://127.0.0.1:8095).")
    private List<URI> addresses = new ArrayList<>();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File that holds the bearer token; the variable EVOBRIDGE_TOKEN can hold the token itself.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificates that are trusted, as PEM; without it those that the JDK trusts.")
    private @Nullable Path authorities;

    ApiClient client() {
        return client(System.getenv());
    }

    ApiClient client(Map<String, String> environment) {
        List<URI> asked = new ArrayList<>(addresses);
        if (asked.isEmpty()) {
            for (String address : environment
                    .getOrDefault("EVOBRIDGE_API", "http://127.0.0.1:8095")
                    .split(",", -1)) {
                asked.add(URI.create(address.trim()));
            }
        }
        for (URI address : asked) {
            if (address.getHost() == null) {
                throw new ParameterException(
                        spec.commandLine(), "--api must be like http://127.0.0.1:8095, not " + address);
            }
        }
        return new ApiClient(asked, token(environment), trust());
    }

    private Optional<SSLContext> trust() {
        if (authorities == null) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(authorities)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca-" + number++, certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return Optional.of(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new ParameterException(spec.commandLine(), "--ca " + authorities + " cannot be read: " + e);
        }
    }

    private Optional<String> token(Map<String, String> environment) {
        if (tokenFile == null) {
            return Optional.ofNullable(environment.get(TOKEN_VARIABLE)).filter(token -> !token.isEmpty());
        }
        try {
            return Optional.of(Files.readString(tokenFile).trim());
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--token-file " + tokenFile + " cannot be read: " + e);
        }
    }
}
