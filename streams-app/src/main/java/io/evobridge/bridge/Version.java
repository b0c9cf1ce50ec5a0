package io.evobridge.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version that was built. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            if (file == null) {
                throw new IllegalStateException("missing resource version.properties");
            }
            Properties properties = new Properties();
            properties.load(file);
            return new String[] {"evobridge " + properties.getProperty("version")};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
