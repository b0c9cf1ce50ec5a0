package io.evobridge.bridge.types;

import io.evobridge.bridge.Mapping;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeType;
import java.util.Arrays;

/** What values become in databases without columns. */
final class FixedTypes {

    private static final String ISO = "iso";
    private static final String FLOAT = "float";

    private FixedTypes() {}

    /** Where a value ends, and how well that takes it. */
    record Place(String type, Fit fit) {}

    static Place of(Node node, Mapping mapping, FieldOrigin field) {
        return node.type() == NodeType.REDIS
                ? new Place(redis(node, mapping), Fit.lossless("every value has an exact text"))
                : influxDb(node, mapping, field);
    }

    private static String redis(Node node, Mapping mapping) {
        String form = setting(node, mapping, "form", "hash");
        return form.equals("json") ? "json" : "text";
    }

    private static Place influxDb(Node node, Mapping mapping, FieldOrigin field) {
        boolean keyIsTag = Boolean.parseBoolean(setting(node, mapping, "tags.key.enabled", "true"));
        Values values = field.type().values();
        if ((field.key() && keyIsTag) || isTag(node, mapping, field)) {
            Fit fit = values instanceof Text && !field.key()
                    ? Fit.lossy("is a tag: an empty one is none, and control characters become %XX")
                    : Fit.lossless("every value has an exact text");
            return new Place("tag", fit);
        } else if (values instanceof Truth) {
            return new Place("boolean", Fit.LOSSLESS);
        } else if (values instanceof Floats) {
            return new Place(FLOAT, values.into(Floats.DOUBLE));
        } else if (values instanceof Numbers) {
            return numbers(node, mapping, field.type());
        } else if (values instanceof Clock
                && !setting(node, mapping, "temporal.mode", ISO).equals(ISO)) {
            return new Place("integer", Fit.widening("as microseconds"));
        }
        return new Place("string", Fit.lossless("every value has an exact text"));
    }

    private static Place numbers(Node node, Mapping mapping, CanonicalType type) {
        if (!type.name().contains("ecimal")) {
            return new Place("integer", type.values().into(Numbers.INT64));
        }
        String mode = setting(node, mapping, "decimal.mode", FLOAT);
        if (mode.equals("string")) {
            return new Place("string", Fit.lossless("every value has an exact text"));
        } else if (mode.equals("integer") && ((Numbers) type.values()).scale() <= 0) {
            return new Place("integer", type.values().into(Numbers.INT64));
        }
        return new Place(FLOAT, type.values().into(Floats.DOUBLE));
    }

    private static boolean isTag(Node node, Mapping mapping, FieldOrigin field) {
        return Arrays.stream(setting(node, mapping, "tags", "").split(",", -1))
                .map(String::trim)
                .anyMatch(tag -> tag.equals(field.name()) || tag.equals(field.entity() + ":" + field.name()));
    }

    private static String setting(Node node, Mapping mapping, String key, String otherwise) {
        return mapping.settings().getOrDefault(key, node.settings().getOrDefault(key, otherwise));
    }
}
