package io.evobridge.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Reads a schema that was registered whole, or in parts that refer to each other, as Apicurio's serializer does with
 * nested records.
 */
final class SchemaParts {

    /** Deeper references than any real schema has: a circle, or an attack. */
    private static final int MOST_PARTS = 200;

    private final UnaryOperator<String> get;

    /** Text of each part in the order in which they can be parsed, by its path. */
    private final Map<String, String> parts = new LinkedHashMap<>();

    private int visited;

    /** @param get path → content of the registry */
    SchemaParts(UnaryOperator<String> get) {
        this.get = get;
    }

    /** The schema whose text is at the path; its references are under it. */
    Schema schema(String path) {
        String text = get.apply(path);
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException unknownName) {
            collect(path);
            if (parts.isEmpty()) {
                throw new RegistryException(
                        "the registry's content at " + path + " is not an Avro schema", unknownName);
            }
        }
        try {
            Schema.Parser parser = new Schema.Parser();
            parts.values().forEach(parser::parse);
            return parser.parse(text);
        } catch (AvroRuntimeException e) {
            throw new RegistryException("the registry's content at " + path + " is not an Avro schema", e);
        }
    }

    private void collect(String path) {
        if (++visited > MOST_PARTS) {
            throw new RegistryException("the schema at " + path + " refers to more than " + MOST_PARTS + " others");
        }
        for (JsonNode reference : ApicurioRegistry.parse(get.apply(path + "/references"))) {
            String group = reference.path("groupId").asText("default");
            String version = "/groups/" + ApicurioRegistry.encode(group)
                    + "/artifacts/"
                    + ApicurioRegistry.encode(reference.path("artifactId").asText())
                    + "/versions/"
                    + ApicurioRegistry.encode(reference.path("version").asText());
            if (!parts.containsKey(version)) {
                collect(version);
                parts.put(version, get.apply(version + "/content"));
            }
        }
    }
}
