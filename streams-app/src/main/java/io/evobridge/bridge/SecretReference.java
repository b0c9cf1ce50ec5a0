package io.evobridge.bridge;

import java.util.regex.Pattern;

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

    @Override
    public String toString() {
        return text;
    }
}
