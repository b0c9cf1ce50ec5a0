package io.evobridge.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificates that the registry's TLS certificate must lead to.
 *
 * @param path a key store file
 * @param password of the file; a secret
 * @param type of the file, for example PKCS12
 */
public record RegistryTrustStore(Path path, String password, String type) {

    /** A TLS context that trusts these certificates and no others. */
    SSLContext context() {
        try (InputStream in = Files.newInputStream(path)) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(in, password.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "cannot read the registry's trust store " + path + " as " + type
                            + "; check the path, the type and the password",
                    e);
        }
    }

    @Override
    public String toString() {
        return "RegistryTrustStore[path=" + path + ", type=" + type + ']';
    }
}
