package io.evobridge.connect.normalize;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * A UUID that may be another one. MariaDB's log leaves out trailing zero bytes, and Debezium 3.5 puts them back in front:
 * so {@code 123e4567-…-0000} and {@code 0000123e-…} arrive as the same text. Rows of a snapshot are whole.
 */
final class CutUuid {

    private CutUuid() {}

    /** Refuses an image with such a value. */
    static void refuse(Struct image) {
        for (Field field : image.schema().fields()) {
            if (SemanticTypes.UUID.equals(field.schema().name())
                    && image.get(field) instanceof String uuid
                    && uuid.startsWith("00")) {
                throw new UnconvertibleException("field " + field.name() + " is a UUID that begins with a zero byte,"
                        + " which Debezium cannot tell from one that ends with it: make the column CHAR(36)");
            }
        }
    }
}
