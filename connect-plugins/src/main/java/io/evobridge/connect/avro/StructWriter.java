package io.evobridge.connect.avro;

import java.io.IOException;
import java.util.List;
import org.apache.avro.io.Encoder;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Writes structs of one schema, field after field. */
final class StructWriter {

    /**
     * One field.
     *
     * @param field in the struct
     * @param writer of its values
     */
    record FieldWriter(Field field, ValueWriter writer) {

        /**
         * The field's value. Struct's own getter gives the default for null, which would make a null that the database
         * holds into another value.
         */
        @Nullable
        Object valueIn(Struct struct) {
            if (field.schema().defaultValue() == null || !field.schema().isOptional()) {
                return struct.get(field);
            }
            return struct.getWithoutDefault(field.name());
        }
    }

    private final Schema schema;
    private final List<FieldWriter> fields;

    /** A schema that was found to be equal: sources often reuse another instance, and comparing costs much. */
    private volatile Schema accepted;

    StructWriter(Schema schema, List<FieldWriter> fields) {
        this.schema = schema;
        this.accepted = schema;
        this.fields = List.copyOf(fields);
    }

    void write(@Nullable Object value, Encoder out) throws IOException {
        if (!(WriterCompiler.need(value) instanceof Struct struct)) {
            throw new DataException("expected a struct " + schema.name() + ", found "
                    + WriterCompiler.need(value).getClass().getName());
        }
        check(struct.schema());
        for (FieldWriter each : fields) {
            try {
                each.writer().write(each.valueIn(struct), out);
            } catch (ClassCastException e) {
                throw new DataException(
                        "field " + each.field().name() + " of " + schema.name() + " does not hold a "
                                + each.field().schema().type(),
                        e);
            } catch (DataException e) {
                throw new DataException(
                        "field " + each.field().name() + " of " + schema.name() + ": " + e.getMessage(), e);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // equal by content is what comes next
    private void check(Schema given) {
        if (given == schema || given == accepted) {
            return;
        }
        if (!given.fields().equals(schema.fields())) {
            throw new DataException(
                    "the struct's schema " + given.name() + " is not the declared one, " + schema.name());
        }
        accepted = given;
    }
}
