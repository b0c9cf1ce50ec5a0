package io.evobridge.resolver.core.merge;

import io.evobridge.resolver.core.merge.field.FieldValue;
import java.util.SortedMap;
import java.util.SortedSet;

/** Takes images apart into values by field, and puts values together again. */
public interface Records {

    /** The values of all fields that the image's schema has; unmodifiable. */
    SortedMap<String, FieldValue> read(Image image);

    /** Whether a schema has all fields of another one. */
    boolean hasAll(int schemaId, int otherId);

    /**
     * An image with these values, in a schema that has the fields of all the given ones. A value that the model image has
     * too stands in the result as it stands there; fields without a value have the model's.
     *
     * @param values by field name
     * @param schemaIds content ids of the schemas that the values came with
     * @param model an image of the same entity
     */
    Image write(SortedMap<String, FieldValue> values, SortedSet<Integer> schemaIds, Image model);
}
