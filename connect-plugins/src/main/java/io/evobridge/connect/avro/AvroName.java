package io.evobridge.connect.avro;

import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The name of an Avro record.
 *
 * @param namespace may be empty
 * @param simple last part of the name
 */
record AvroName(String namespace, String simple) {

    private static final Pattern PART = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    AvroName {
        String full = namespace.isEmpty() ? simple : namespace + '.' + simple;
        if (!namespace.isEmpty()) {
            for (String part : namespace.split("\\.", -1)) {
                check(part, "namespace part", full);
            }
        }
        check(simple, "record name", full);
    }

    static AvroName of(String connectName) {
        int dot = connectName.lastIndexOf('.');
        return new AvroName(dot < 0 ? "" : connectName.substring(0, dot), connectName.substring(dot + 1));
    }

    /** A record of this name, still without fields. */
    Schema record(@Nullable String doc) {
        return Schema.createRecord(simple, doc, namespace, false);
    }

    /** Refuses what Avro cannot name, and says how to get other names. */
    static void check(String name, String what, String where) {
        if (!PART.matcher(name).matches()) {
            throw new DataException("the " + what + " '" + name + "' in " + where
                    + " is no Avro name (letters, digits and _, not beginning with a digit); rename it, or set"
                    + " schema.name.adjustment.mode=avro and field.name.adjustment.mode=avro on the source connector");
        }
    }
}
