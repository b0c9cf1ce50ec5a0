package io.evobridge.resolver.wire;

import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.Records;
import io.evobridge.resolver.core.merge.field.FieldValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Reads and writes images as Avro, with the catalog's schemas. Not for use by many threads. */
public final class AvroRecords implements Records {

    /** More schemas than a bridge has; reached only by a fault, and then the plans are made anew. */
    private static final int MAX_PLANS = 1_000;

    private final SchemaCatalog catalog;
    private final Map<Integer, Plan> plans = new HashMap<>();
    private final Map<SortedSet<Integer>, Integer> widest = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private @Nullable BinaryDecoder decoder;
    private @Nullable BinaryEncoder encoder;
    private @Nullable Read last;

    public AvroRecords(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public SortedMap<String, FieldValue> read(Image image) {
        return taken(image).values();
    }

    @Override
    public Image write(SortedMap<String, FieldValue> values, SortedSet<Integer> schemaIds, Image model) {
        SortedSet<Integer> ids = new TreeSet<>(schemaIds);
        ids.add(model.schemaId());
        int schemaId = widest(ids);
        Read known = taken(model);
        boolean sameSchema = schemaId == model.schemaId();
        if (sameSchema && known.values().equals(values)) {
            return model;
        }
        Plan plan = plan(schemaId);
        GenericRecord row = new GenericData.Record(plan.schema());
        for (Member member : plan.members()) {
            FieldValue before = known.values().getOrDefault(member.name(), FieldValue.Nothing.VALUE);
            FieldValue value = values.getOrDefault(member.name(), before);
            boolean asIs = sameSchema && value.equals(before);
            row.put(
                    member.place(),
                    asIs ? known.row().get(member.place()) : member.type().writeNullable(value));
        }
        return new Image(schemaId, encode(row, plan));
    }

    @Override
    public boolean hasAll(int schemaId, int otherId) {
        return schemaId == otherId
                || plan(schemaId).names().containsAll(plan(otherId).names());
    }

    private int widest(SortedSet<Integer> ids) {
        if (ids.size() == 1) {
            return ids.first();
        }
        Integer known = widest.get(ids);
        if (known == null) {
            List<Schema> schemas = ids.stream().map(catalog::image).toList();
            known = catalog.imageId(WidestSchema.of(schemas));
            if (widest.size() >= MAX_PLANS) {
                widest.clear();
            }
            widest.put(ids, known);
        }
        return known;
    }

    private Plan plan(int schemaId) {
        Plan plan = plans.get(schemaId);
        if (plan == null) {
            plan = Plan.of(catalog.image(schemaId));
            if (plans.size() >= MAX_PLANS) {
                plans.clear();
            }
            plans.put(schemaId, plan);
        }
        return plan;
    }

    /** Of one change the row after it is asked for twice or three times in a row: what was taken apart last is kept. */
    private Read taken(Image image) {
        Read known = last;
        if (known == null || !known.image().equals(image)) {
            Plan plan = plan(image.schemaId());
            GenericRecord row = decode(image, plan);
            known = new Read(image, row, Collections.unmodifiableSortedMap(plan.values(row)));
            last = known;
        }
        return known;
    }

    private GenericRecord decode(Image image, Plan plan) {
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(image.bytes(), decoder);
        decoder = in;
        try {
            return plan.reader().read(null, in);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new PoisonException("the image is corrupt: it does not follow schema " + image.schemaId(), e);
        }
    }

    private byte[] encode(GenericRecord row, Plan plan) {
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, encoder);
        encoder = out;
        // Only now: an encoder whose last record failed hands over what it still held when it is taken again.
        bytes.reset();
        try {
            plan.writer().write(row, out);
            out.flush();
        } catch (IOException | AvroRuntimeException | NullPointerException e) {
            throw new PoisonException(
                    "the merged values do not make a record of " + plan.schema().getFullName()
                            + ": a field that every row must have has no value",
                    e);
        }
        return bytes.toByteArray();
    }

    /** An image that was taken apart. */
    private record Read(Image image, GenericRecord row, SortedMap<String, FieldValue> values) {}

    /**
     * A field of a schema.
     *
     * @param place in its records
     */
    private record Member(String name, int place, AvroValue type) {}

    /** What is made once for each schema: to make a reader costs more than to read. */
    private record Plan(
            Schema schema,
            GenericDatumReader<GenericRecord> reader,
            GenericDatumWriter<GenericRecord> writer,
            List<Member> members,
            Set<String> names) {

        static Plan of(Schema schema) {
            List<Member> members = schema.getFields().stream()
                    .map(field -> new Member(field.name(), field.pos(), AvroValue.of(field.schema())))
                    .toList();
            return new Plan(
                    schema,
                    new GenericDatumReader<>(schema),
                    new GenericDatumWriter<>(schema),
                    members,
                    members.stream().map(Member::name).collect(Collectors.toUnmodifiableSet()));
        }

        SortedMap<String, FieldValue> values(GenericRecord row) {
            SortedMap<String, FieldValue> values = new TreeMap<>();
            for (Member member : members) {
                values.put(member.name(), member.type().readNullable(row.get(member.place())));
            }
            return values;
        }
    }
}
