package io.evobridge.resolver.wire;

import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.field.FieldValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Writes values of captured topics for writes of our own: images → registry frame. Safe for use by many threads. */
public final class ChangeWriter {

    private final SchemaCatalog catalog;

    public ChangeWriter(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * A change event. Its place in the log is for its reader to tell.
     *
     * @param node whose write it is
     * @param before what the writer had seen; null where that is nothing
     * @param after null for a deletion
     * @param schema of the images where there is none after
     */
    public byte[] write(
            String node,
            long commitMicros,
            @Nullable Image before,
            @Nullable Image after,
            boolean exists,
            Schema schema) {
        Schema image = after == null ? schema : catalog.image(after.schemaId());
        Image seen = before == null || after == null ? null : inSchemaOf(after, before);
        ByteArrayOutputStream bytes = Framed.stream(catalog.changeId(image));
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            out.writeString(node);
            out.writeString(image.getName());
            out.writeString(after == null ? "d" : exists ? "u" : "c");
            out.writeLong(commitMicros);
            out.writeLong(commitMicros);
            out.writeLong(0);
            out.writeLong(0);
            out.writeIndex(0);
            out.writeArrayStart();
            out.setItemCount(0);
            out.writeArrayEnd();
            writeImage(out, seen);
            writeImage(out, after);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** The fields of the later image as the earlier one has them; null where that makes no record of its schema. */
    private @Nullable Image inSchemaOf(Image after, Image before) {
        AvroRecords records = new AvroRecords(catalog);
        SortedMap<String, FieldValue> values = new TreeMap<>();
        records.read(after).keySet().forEach(field -> values.put(field, FieldValue.Nothing.VALUE));
        values.putAll(records.read(before));
        values.keySet().retainAll(records.read(after).keySet());
        SortedSet<Integer> own = new TreeSet<>();
        try {
            return records.write(values, own, after);
        } catch (PoisonException e) {
            return null;
        }
    }

    private static void writeImage(BinaryEncoder out, @Nullable Image image) throws IOException {
        out.writeIndex(image == null ? 0 : 1);
        if (image != null) {
            out.writeFixed(image.bytes());
        }
    }
}
