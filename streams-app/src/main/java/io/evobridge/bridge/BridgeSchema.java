package io.evobridge.bridge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;

/** The JSON Schema of the bridge file: what can be said of it without knowing what names in it refer to. */
public final class BridgeSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BridgeSchema() {}

    /**
     * The schema.
     *
     * @param resolver settings of the resolver's block
     */
    public static ObjectNode of(ConfigDef resolver) {
        try (InputStream file = BridgeSchema.class.getResourceAsStream("bridge.schema.json")) {
            if (file == null) {
                throw new IllegalStateException("missing resource bridge.schema.json");
            }
            ObjectNode schema = (ObjectNode) JSON.readTree(file);
            ObjectNode properties = (ObjectNode) schema.at("/properties/resolver/properties");
            resolver.configKeys().values().stream()
                    .sorted(Comparator.comparing(key -> key.name))
                    .forEach(key -> properties.set(key.name, setting(key)));
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode setting(ConfigDef.ConfigKey key) {
        ObjectNode setting = JSON.createObjectNode().put("description", key.documentation);
        if (key.validator instanceof ConfigDef.ValidString words) {
            ArrayNode choices = setting.putArray("anyOf");
            ArrayNode valid = choices.addObject().putArray("enum");
            words(words).forEach(valid::add);
            choices.addObject().put("$ref", "#/$defs/variable");
        } else {
            setting.put("$ref", type(key.type));
        }
        return setting;
    }

    private static String type(ConfigDef.Type type) {
        return switch (type) {
            case INT, LONG, SHORT -> "#/$defs/wholeNumber";
            default -> "#/$defs/setting";
        };
    }

    private static List<String> words(ConfigDef.ValidString valid) {
        return List.of(valid.toString().replaceAll("[\\[\\]]", "").split(", "));
    }
}
