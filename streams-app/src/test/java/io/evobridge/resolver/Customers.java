package io.evobridge.resolver;

import io.evobridge.contract.AppliedKey;
import io.evobridge.contract.EntitySchemas;
import io.evobridge.contract.Evidence;
import io.evobridge.contract.LogPosition;
import io.evobridge.contract.ProgressMarker;
import io.evobridge.contract.RefusedKey;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.contract.RowFingerprint;
import io.evobridge.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.jspecify.annotations.Nullable;

/** Captured records of an entity {@code customer}, as a source writes them, and the reading of what comes out. */
public final class Customers {

    public static final Schema IMAGE = SchemaBuilder.record("customer")
            .namespace(EntitySchemas.IMAGE_NAMESPACE)
            .fields()
            .requiredLong("id")
            .optionalString("name")
            .optionalLong("balance")
            .endRecord();
    public static final Schema CHANGE = EntitySchemas.changeEvent(IMAGE);

    private final SchemaRegistry registry;
    private final String bridge;

    public Customers(SchemaRegistry registry, String bridge) {
        this.registry = registry;
        this.bridge = bridge;
    }

    public GenericRecord image(long id, String name) {
        return new GenericRecordBuilder(IMAGE).set("id", id).set("name", name).build();
    }

    /** A captured value: a deletion where the image is null. */
    public byte[] change(String node, long position, long commitMillis, @Nullable GenericRecord after) {
        return framed(changeRecord(node, position, commitMillis, after), CHANGE);
    }

    /** A captured value of a row that a snapshot found. */
    public byte[] snapshot(String node, long position, long commitMillis, GenericRecord row) {
        GenericRecord change = changeRecord(node, position, commitMillis, row);
        change.put("op", "r");
        change.put("transaction", null);
        return framed(change, CHANGE);
    }

    public GenericRecord changeRecord(String node, long position, long commitMillis, @Nullable GenericRecord after) {
        GenericRecord change = new GenericData.Record(CHANGE);
        change.put("node", node);
        change.put("entity", "customer");
        change.put("op", after == null ? "d" : "u");
        change.put("commit_micros", commitMillis * 1000);
        change.put("captured_micros", commitMillis * 1000 + 700);
        change.put("position_major", position);
        change.put("position_minor", 0L);
        change.put("transaction", "tx-" + position);
        change.put("unavailable", List.of());
        change.put("before", null);
        change.put("after", after);
        return change;
    }

    /** A captured marker. */
    public byte[] marker(String node, long position, long commitMillis, long highestHlc) {
        ProgressMarker marker = ProgressMarker.newBuilder()
                .setNode(node)
                .setTopic(bridge + ".resolved.customer")
                .setPartition(0)
                .setSequence(7)
                .setHighestHlc(highestHlc)
                .setCommitMicros(commitMillis * 1000)
                .setPositionMajor(position)
                .setPositionMinor(0)
                .build();
        return framed(marker, ProgressMarker.getClassSchema());
    }

    /** A captured marker of a sink's transaction, with its evidence in Avro's single-object encoding. */
    public byte[] marker(String node, long position, String transaction, byte[] evidence) {
        ProgressMarker marker = ProgressMarker.newBuilder()
                .setNode(node)
                .setTopic(bridge + ".resolved.customer")
                .setPartition(0)
                .setSequence(7)
                .setHighestHlc(0)
                .setCommitMicros(position)
                .setPositionMajor(position)
                .setPositionMinor(0)
                .setTransaction(transaction)
                .setEvidence(ByteBuffer.wrap(evidence))
                .build();
        return framed(marker, ProgressMarker.getClassSchema());
    }

    /** Evidence of a sink that applied the state of a key. */
    public static byte[] applied(String key, String seen, long print) {
        return encoded(new Evidence(List.of(new AppliedKey(key, seen, print)), List.of()));
    }

    /** Evidence of a sink that left the row of a key alone. */
    public static byte[] refused(String key, long print) {
        return encoded(new Evidence(List.of(), List.of(new RefusedKey(key, print, 7L))));
    }

    private static byte[] encoded(Evidence evidence) {
        try {
            return new BinaryMessageEncoder<>(GenericData.get(), Evidence.getClassSchema())
                    .encode(evidence)
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fingerprint that a sink takes of such a row. */
    public static long print(GenericRecord row) {
        SortedMap<String, @Nullable String> plain = new TreeMap<>();
        for (Schema.Field field : row.getSchema().getFields()) {
            Object value = row.get(field.pos());
            plain.put(field.name(), value == null ? null : value.toString());
        }
        return RowFingerprint.of(plain);
    }

    public byte[] framed(GenericRecord record, Schema schema) {
        return frame(record, schema);
    }

    private byte[] framed(ProgressMarker record, Schema schema) {
        return frame(record, schema);
    }

    private byte[] frame(Object record, Schema schema) {
        int id = registry.register(bridge, schema.getFullName(), schema);
        byte[] header = new byte[RegistryFrame.HEADER_LENGTH];
        RegistryFrame.writeHeader(header, id);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        try {
            BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<Object>(schema).write(record, out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads any framed value with the schema that its frame names. */
    public GenericRecord read(byte[] framed) {
        Schema schema = registry.schema(RegistryFrame.contentId(framed));
        int length = framed.length - RegistryFrame.HEADER_LENGTH;
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(framed, RegistryFrame.HEADER_LENGTH, length, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static LogPosition position(long major) {
        return new LogPosition(major, 0);
    }
}
