package io.evobridge.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;

/** Avro schemas of one entity: its record, and the contract templates filled with that record as the image. */
public final class EntitySchemas {

    /** Namespace of entity records; the record's name is the entity's. */
    public static final String IMAGE_NAMESPACE = "io.evobridge.entity";

    /** Namespace of change events; the record's name is the entity's. */
    public static final String CHANGE_NAMESPACE = "io.evobridge.change";

    /** Namespace of stamped changes; the record's name is the entity's. */
    public static final String STAMPED_NAMESPACE = "io.evobridge.stamped";

    private static final String CHANGE_TEMPLATE = template("change-event.avsc");
    private static final String STAMPED_TEMPLATE = template("stamped-change.avsc");

    private EntitySchemas() {}

    /** The schema of values on captured topics whose before and after images have the given record schema. */
    public static Schema changeEvent(Schema image) {
        return fill(CHANGE_TEMPLATE, image);
    }

    /** The schema of values on the changes topic whose images have the given record schema. */
    public static Schema stampedChange(Schema image) {
        return fill(STAMPED_TEMPLATE, image);
    }

    private static Schema fill(String template, Schema image) {
        if (!IMAGE_NAMESPACE.equals(image.getNamespace()) || !CanonicalKey.isEntityName(image.getName())) {
            throw new IllegalArgumentException(
                    "an entity record is named " + IMAGE_NAMESPACE + ".<entity>, not " + image.getFullName());
        }
        // The first mention of a named type carries its definition, later ones only its name.
        String filled = template.replace("\"ENTITY\"", '"' + image.getName() + '"')
                .replaceFirst("\"IMAGE\"", java.util.regex.Matcher.quoteReplacement(image.toString()))
                .replace("\"IMAGE\"", '"' + image.getFullName() + '"');
        return new Schema.Parser().parse(filled);
    }

    private static String template(String name) {
        try (InputStream in = EntitySchemas.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
