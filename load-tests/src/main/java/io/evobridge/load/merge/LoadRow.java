package io.evobridge.load.merge;

import io.evobridge.contract.EntitySchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A row of about 200 bytes whose values follow from few numbers.
 *
 * @param id its key
 * @param number of the write that left it so; counts all writes of a run
 * @param balance any amount
 * @param floor another
 * @param tags members of a set, one bit each; the lower four are those of node a, the others of node b
 */
record LoadRow(long id, long number, long balance, long floor, int tags) {

    private static final int TAGS = 8;
    private static final String NOTE =
            "a text of some length, as rows in the real world have one: a name, an address, words";

    static Schema schema(String entity) {
        return SchemaBuilder.record(entity)
                .namespace(EntitySchemas.IMAGE_NAMESPACE)
                .fields()
                .requiredLong("id")
                .optionalLong("number")
                .optionalString("name")
                .optionalString("note")
                .optionalLong("balance")
                .optionalLong("floor")
                .name("tags")
                .type()
                .unionOf()
                .nullType()
                .and()
                .array()
                .items()
                .stringType()
                .endUnion()
                .nullDefault()
                .optionalBoolean("active")
                .endRecord();
    }

    /** Writes it in the order of {@link #schema}. */
    void write(Encoder out) throws IOException {
        out.writeLong(id);
        something(out).writeLong(number);
        something(out).writeString("the name of row " + id);
        something(out).writeString(NOTE);
        something(out).writeLong(balance);
        something(out).writeLong(floor);
        something(out).writeArrayStart();
        out.setItemCount(Integer.bitCount(tags));
        for (int tag = 0; tag < TAGS; tag++) {
            if ((tags & 1 << tag) != 0) {
                out.startItem();
                out.writeString("tag-" + tag);
            }
        }
        out.writeArrayEnd();
        something(out).writeBoolean(true);
    }

    /** Its Avro binary. */
    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try {
            Encoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
            write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** Reads what a resolved record says. */
    static LoadRow of(GenericRecord record) {
        int tags = 0;
        for (Object tag : (List<?>) record.get("tags")) {
            String text = tag.toString();
            tags |= 1 << (text.charAt(text.length() - 1) - '0');
        }
        return new LoadRow(
                (long) record.get("id"),
                (long) record.get("number"),
                (long) record.get("balance"),
                (long) record.get("floor"),
                tags);
    }

    private static Encoder something(Encoder out) throws IOException {
        out.writeIndex(1);
        return out;
    }
}
