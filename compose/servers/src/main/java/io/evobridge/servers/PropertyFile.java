package io.evobridge.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** A {@code .properties} file. */
final class PropertyFile {

    private PropertyFile() {}

    static void write(Path file, Map<String, String> content) throws IOException {
        var properties = new Properties();
        properties.putAll(content);
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }
}
