package io.evobridge.resolver.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.contract.EntitySchemas;
import io.evobridge.contract.Evidence;
import io.evobridge.contract.LogPosition;
import io.evobridge.contract.ProgressMarker;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.contract.Topics;
import io.evobridge.resolver.FakeRegistry;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.wire.SchemaCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.jspecify.annotations.Nullable;

/** Bytes as real sources write them and real sinks read them. The schemas are the same for every world. */
final class Wire {

    static final Topics TOPICS = new Topics("sim");
    static final String ENTITY = "customer";
    static final SchemaCatalog CATALOG;

    private static final FakeRegistry REGISTRY = new FakeRegistry();
    private static final Schema IMAGE = SchemaBuilder.record(ENTITY)
            .namespace(EntitySchemas.IMAGE_NAMESPACE)
            .fields()
            .requiredLong("id")
            .optionalString(Row.NAME)
            .optionalLong(Row.BALANCE)
            .name(Row.TAGS)
            .type(Schema.createUnion(Schema.create(Schema.Type.NULL), setOf("blue,green,red")))
            .withDefault(null)
            .optionalLong(Row.LIMIT)
            .endRecord();
    private static final Schema CHANGE = EntitySchemas.changeEvent(IMAGE);
    private static final Schema MARKER = ProgressMarker.getClassSchema();
    private static final int CHANGE_ID;
    private static final int MARKER_ID;
    private static final BinaryMessageEncoder<Evidence> EVIDENCE =
            new BinaryMessageEncoder<>(GenericData.get(), Evidence.getClassSchema());

    static {
        CHANGE_ID = REGISTRY.register(TOPICS.bridge(), CHANGE.getFullName(), CHANGE);
        MARKER_ID = REGISTRY.register(TOPICS.bridge(), MARKER.getFullName(), MARKER);
        CATALOG = new SchemaCatalog(REGISTRY, TOPICS.bridge(), () -> 0L);
    }

    private Wire() {}

    static byte[] change(String node, Logged.Change logged, long nowMillis) {
        GenericRecord change = new GenericData.Record(CHANGE);
        change.put("node", node);
        change.put("entity", ENTITY);
        change.put("op", op(logged));
        change.put("commit_micros", logged.commitMicros());
        change.put("captured_micros", nowMillis * 1_000L);
        change.put("position_major", logged.position().major());
        change.put("position_minor", logged.position().minor());
        change.put("transaction", logged.transaction());
        change.put("unavailable", List.of());
        change.put("before", image(logged.key(), logged.transaction() == null ? null : logged.before()));
        change.put("after", image(logged.key(), logged.after()));
        return framed(CHANGE_ID, CHANGE, change);
    }

    static byte[] marker(String node, Logged.Marker logged) {
        ProgressMarker.Builder marker = ProgressMarker.newBuilder()
                .setNode(node)
                .setTopic(TOPICS.resolved(ENTITY))
                .setPartition(logged.partition())
                .setSequence(logged.offset())
                .setHighestHlc(logged.highestHlc())
                .setCommitMicros(logged.commitMicros())
                .setPositionMajor(logged.position().major())
                .setPositionMinor(logged.position().minor())
                .setTransaction(logged.transaction());
        try {
            return framed(
                    MARKER_ID,
                    MARKER,
                    marker.setEvidence(EVIDENCE.encode(logged.evidence())).build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row of a resolved record; null for a deletion. */
    static @Nullable Row row(byte @Nullable [] resolved) {
        if (resolved == null) {
            return null;
        }
        GenericRecord image = read(resolved);
        Row row = Row.EMPTY;
        for (String field : Row.FIELDS) {
            Object value = image.get(field);
            row = row.with(field, value instanceof CharSequence text ? text.toString() : value);
        }
        return row;
    }

    /** The writes that a conflict record names. */
    static List<Dot> dots(byte[] conflict, PlantedBugs bugs) {
        GenericRecord record = read(conflict);
        boolean losersAreLeftOut = bugs.has(PlantedBug.PREFERENCE_UNRECORDED)
                && String.valueOf(record.get("policy")).equals("priority");
        List<Dot> dots = new ArrayList<>();
        for (Object version : (List<?>) record.get("versions")) {
            GenericRecord named = (GenericRecord) version;
            if (losersAreLeftOut && !(boolean) named.get("won")) {
                continue;
            }
            dots.add(new Dot(
                    String.valueOf(named.get("node")),
                    new LogPosition((long) named.get("position_major"), (long) named.get("position_minor"))));
        }
        return dots;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String op(Logged.Change logged) {
        if (logged.transaction() == null) {
            return "r";
        }
        if (logged.after() == null) {
            return "d";
        }
        return logged.before() == null ? "c" : "u";
    }

    private static @Nullable GenericRecord image(String key, @Nullable Row row) {
        if (row == null) {
            return null;
        }
        GenericRecord image = new GenericData.Record(IMAGE);
        image.put("id", Row.id(key));
        Row.FIELDS.forEach(field -> image.put(field, row.get(field)));
        return image;
    }

    /** As a source writes the schema of MySQL's SET. */
    private static Schema setOf(String allowed) {
        Schema set = Schema.create(Schema.Type.STRING);
        set.addProp("connect.name", "io.debezium.data.EnumSet");
        set.addProp("connect.parameters", Map.of("allowed", allowed));
        return set;
    }

    private static byte[] framed(int id, Schema schema, Object value) {
        byte[] header = new byte[RegistryFrame.HEADER_LENGTH];
        RegistryFrame.writeHeader(header, id);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(header);
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<>(schema).write(value, out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static GenericRecord read(byte[] framed) {
        Schema schema = REGISTRY.schema(ByteBuffer.wrap(framed).getInt(1));
        int length = framed.length - RegistryFrame.HEADER_LENGTH;
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(framed, RegistryFrame.HEADER_LENGTH, length, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
