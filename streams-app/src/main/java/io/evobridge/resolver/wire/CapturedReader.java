package io.evobridge.resolver.wire;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.contract.ProgressMarker;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.resolver.core.merge.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads captured values: registry frame → change or marker. The images of a change are cut out, not decoded: their
 * bytes go on as they are. Fields are found by name in the writer's schema, so a writer may add some. Not for use by
 * many threads.
 */
public final class CapturedReader {

    /** Operations that leave a row. */
    private static final Set<String> WRITES = Set.of("c", "u", "r");

    private final SchemaCatalog catalog;
    private @Nullable BinaryDecoder decoder;

    public CapturedReader(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    /** Reads one value; throws {@link PoisonException} for bytes that are not a captured record. */
    public Captured read(byte @Nullable [] value) {
        if (value == null || !RegistryFrame.isFramed(value)) {
            throw new PoisonException(
                    "the value is not registry-framed Avro; use the converter that the source's documentation names");
        }
        SchemaCatalog.Shape shape = catalog.shape(RegistryFrame.contentId(value));
        int begin = RegistryFrame.HEADER_LENGTH;
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(value, begin, value.length - begin, decoder);
        decoder = in;
        try {
            Captured captured = shape.change().isPresent()
                    ? change(value, in, shape.change().get())
                    : marker(in, shape.writer());
            if (in.remainingBytes() > 0) {
                throw new PoisonException("the value is corrupt: " + in.remainingBytes() + " bytes after its end");
            }
            return captured;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new PoisonException(
                    "the value is corrupt: it does not follow the schema "
                            + shape.writer().getFullName(),
                    e);
        }
    }

    private static Captured marker(BinaryDecoder in, Schema writer) throws IOException {
        GenericRecord marker =
                new GenericDatumReader<GenericRecord>(writer, ProgressMarker.getClassSchema()).read(null, in);
        Object transaction = marker.get("transaction");
        return new Captured.Marker(
                String.valueOf(marker.get("node")),
                String.valueOf(marker.get("topic")),
                (long) marker.get("sequence"),
                new Hlc((long) marker.get("highest_hlc")),
                (long) marker.get("commit_micros"),
                new LogPosition((long) marker.get("position_major"), (long) marker.get("position_minor")),
                transaction == null ? null : transaction.toString(),
                (ByteBuffer) marker.get("evidence"));
    }

    private static Captured change(byte[] value, BinaryDecoder in, ChangeShape shape) throws IOException {
        String node = "";
        String entity = "";
        String op = "";
        long commitMicros = 0;
        long capturedMicros = 0;
        long major = 0;
        long minor = 0;
        String transaction = null;
        List<String> unavailable = List.of();
        Image before = null;
        Image after = null;
        for (Schema.Field field : shape.fields()) {
            switch (field.name()) {
                case "node" -> node = in.readString();
                case "entity" -> entity = in.readString();
                case "op" -> op = in.readString();
                case "commit_micros" -> commitMicros = in.readLong();
                case "captured_micros" -> capturedMicros = in.readLong();
                case "position_major" -> major = in.readLong();
                case "position_minor" -> minor = in.readLong();
                case "transaction" -> transaction = text(in, field.schema());
                case "unavailable" -> unavailable = texts(in, field.schema());
                case "before" -> before = image(value, in, field.schema(), shape.imageId());
                case "after" -> after = image(value, in, field.schema(), shape.imageId());
                default -> GenericDatumReader.skip(field.schema(), in);
            }
        }
        if (!entity.equals(shape.entity())) {
            throw new PoisonException("the record names the entity '" + entity + "' but its schema is of "
                    + shape.entity() + "; correct the source that writes it");
        }
        boolean deletion = op.equals("d");
        boolean known = deletion || WRITES.contains(op);
        if (!known || deletion != (after == null)) {
            throw new PoisonException("the operation '" + op + "' is not c, u or r with an image, nor d without");
        }
        return new Captured.Change(
                shape,
                node,
                op,
                commitMicros,
                capturedMicros,
                new LogPosition(major, minor),
                transaction,
                unavailable,
                before,
                after);
    }

    private static @Nullable Image image(byte[] value, BinaryDecoder in, Schema union, int imageId) throws IOException {
        Schema branch = union.getTypes().get(in.readIndex());
        if (branch.getType() == Schema.Type.NULL) {
            return null;
        }
        int begin = value.length - in.remainingBytes();
        GenericDatumReader.skip(branch, in);
        return new Image(imageId, Arrays.copyOfRange(value, begin, value.length - in.remainingBytes()));
    }

    /** Text that may be null, in any shape that Avro can give it; nearly always the template's, which is read at once. */
    private static @Nullable String text(BinaryDecoder in, Schema schema) throws IOException {
        if (!schema.isUnion()) {
            return schema.getType() == Schema.Type.STRING ? in.readString() : (String) read(in, schema);
        }
        Schema branch = schema.getTypes().get(in.readIndex());
        return switch (branch.getType()) {
            case NULL -> null;
            case STRING -> in.readString();
            default -> (String) read(in, branch);
        };
    }

    private static List<String> texts(BinaryDecoder in, Schema schema) throws IOException {
        List<String> texts = new ArrayList<>();
        if (schema.getType() == Schema.Type.ARRAY && schema.getElementType().getType() == Schema.Type.STRING) {
            for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
                for (long i = 0; i < left; i++) {
                    texts.add(in.readString());
                }
            }
        } else if (read(in, schema) instanceof Iterable<?> items) {
            items.forEach(item -> texts.add(String.valueOf(item)));
        }
        return List.copyOf(texts);
    }

    /** A small field in any shape that Avro can give it: strings come as {@link String}. */
    private static @Nullable Object read(BinaryDecoder in, Schema schema) throws IOException {
        Object read = new GenericDatumReader<>(schema).read(null, in);
        return read instanceof CharSequence text ? text.toString() : read;
    }
}
