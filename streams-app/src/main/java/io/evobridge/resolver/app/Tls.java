package io.evobridge.resolver.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;

/** The keys that this instance serves with, and the certificates that it trusts when it asks others. */
final class Tls {

    /** A file with a chain of certificates and their key as text, or with certificates alone. */
    static final String PEM = "PEM";

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private Tls() {}

    /**
     * A store of keys or certificates.
     *
     * @param setting name of the setting that names the file, for messages
     * @param type PKCS12, JKS or {@link #PEM}
     */
    record Store(String setting, Path file, String type, String password) {}

    /**
     * What connections are made with.
     *
     * @param trusted empty for what the JDK trusts
     */
    static SSLContext context(Store keys, Optional<Store> trusted) {
        try {
            char[] password = keys.password().toCharArray();
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(load(keys, true), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trusted.isPresent() ? trust(trusted.get()) : null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw wrong(keys, e);
        }
    }

    private static TrustManager[] trust(Store trusted) {
        try {
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(load(trusted, false));
            return others.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw wrong(trusted, e);
        }
    }

    private static KeyStore load(Store store, boolean withKey) {
        try {
            if (store.type().equals(PEM)) {
                return pem(store, withKey);
            }
            KeyStore loaded = KeyStore.getInstance(store.type());
            try (InputStream in = Files.newInputStream(store.file())) {
                loaded.load(in, store.password().toCharArray());
            }
            return loaded;
        } catch (IOException | GeneralSecurityException e) {
            throw wrong(store, e);
        }
    }

    private static KeyStore pem(Store store, boolean withKey) throws IOException, GeneralSecurityException {
        byte[] text = Files.readAllBytes(store.file());
        KeyStore made = KeyStore.getInstance("PKCS12");
        made.load(null, null);
        Matcher key = KEY.matcher(new String(text, US_ASCII));
        String certificates = key.replaceAll("");
        Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates.getBytes(US_ASCII)));
        if (withKey) {
            if (!key.reset().find()) {
                throw new InvalidKeySpecException(
                        "no '-----BEGIN PRIVATE KEY-----' is in it; convert the key to PKCS#8");
            }
            made.setKeyEntry(
                    "own",
                    privateKey(Base64.getMimeDecoder().decode(key.group(1))),
                    store.password().toCharArray(),
                    chain.toArray(new Certificate[0]));
        } else {
            int number = 0;
            for (Certificate certificate : chain) {
                made.setCertificateEntry("trusted-" + number++, certificate);
            }
        }
        return made;
    }

    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // The key is of another algorithm.
            }
        }
        throw new InvalidKeySpecException("the private key is none of " + ALGORITHMS);
    }

    private static ConfigException wrong(Store store, Exception cause) {
        return new ConfigException("resolver." + store.setting() + ": " + store.file() + " cannot be used as "
                + store.type() + ": " + cause.getMessage() + "; check the file, its type and its password");
    }
}
