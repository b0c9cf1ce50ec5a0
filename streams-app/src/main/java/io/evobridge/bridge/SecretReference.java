package io.evobridge.bridge;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Where a secret is to be found, in the notation of Kafka's configuration providers. The secret itself never enters a
 * bridge file, a connector configuration or a topic: the Connect worker resolves the reference.
 *
 * @param text {@code ${env:NAME}}, {@code ${dir:/folder:file}} or {@code ${file:/path:key}}
 */
public record SecretReference(String text) {

    private static final Pattern FORM = Pattern.compile("\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|(dir|file):[^:}]+:[^:}]+)}");

    /** The rule, for messages. */
    static final String RULE = "a reference: ${env:NAME}, ${dir:/folder:file} or ${file:/path:key}";

    public SecretReference {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /**
     * Looks the secret up on this machine, as the Connect worker does on its own; empty where it is not to be found.
     *
     * @param environment variables by name
     */
    public Optional<String> resolve(Map<String, String> environment) {
        String[] parts = text.substring("${".length(), text.length() - 1).split(":", 3);
        if (parts[0].equals("env")) {
            return Optional.ofNullable(environment.get(parts[1]));
        }
        try (ConfigProvider provider =
                parts[0].equals("dir") ? new DirectoryConfigProvider() : new FileConfigProvider()) {
            provider.configure(Map.of());
            return Optional.ofNullable(
                    provider.get(parts[1], Set.of(parts[2])).data().get(parts[2]));
        } catch (IOException | ConfigException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
