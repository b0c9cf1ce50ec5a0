package io.evobridge.resolver.wire;

import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.Records;
import io.evobridge.resolver.core.merge.field.FieldValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Reads and writes images as Avro, with the catalog's schemas. Not for use by many threads. */
public final class AvroRecords implements Records {

    /** More schemas than a bridge has; reached only by a fault, and then the plans are made anew. */
    private static final int MAX_PLANS = 1_000;

    private final SchemaCatalog catalog;
    private final Map<Integer, Plan> plans = new HashMap<>();
    private final Map<SortedSet<Integer>, Integer> widest = new HashMap<>();

    public AvroRecords(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public SortedMap<String, FieldValue> read(Image image) {
        return values(decode(image), plan(image.schemaId()));
    }

    @Override
    public Image write(SortedMap<String, FieldValue> values, SortedSet<Integer> schemaIds, Image model) {
        SortedSet<Integer> ids = new TreeSet<>(schemaIds);
        ids.add(model.schemaId());
        int schemaId = widest(ids);
        GenericRecord modelRow = decode(model);
        SortedMap<String, FieldValue> modelValues = values(modelRow, plan(model.schemaId()));
        if (schemaId == model.schemaId() && modelValues.equals(values)) {
            return model;
        }
        boolean sameSchema = schemaId == model.schemaId();
        Plan plan = plan(schemaId);
        GenericRecord row = new GenericData.Record(plan.schema());
        plan.fields().forEach((name, field) -> {
            FieldValue known = modelValues.getOrDefault(name, FieldValue.Nothing.VALUE);
            FieldValue value = values.getOrDefault(name, known);
            boolean asIs = sameSchema && value.equals(known);
            row.put(name, asIs ? modelRow.get(name) : field.writeNullable(value));
        });
        return new Image(schemaId, encode(row, plan.schema()));
    }

    @Override
    public boolean hasAll(int schemaId, int otherId) {
        return schemaId == otherId
                || plan(schemaId)
                        .fields()
                        .keySet()
                        .containsAll(plan(otherId).fields().keySet());
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

    private static SortedMap<String, FieldValue> values(GenericRecord row, Plan plan) {
        SortedMap<String, FieldValue> values = new TreeMap<>();
        plan.fields().forEach((name, field) -> values.put(name, field.readNullable(row.get(name))));
        return values;
    }

    private GenericRecord decode(Image image) {
        try {
            return new GenericDatumReader<GenericRecord>(catalog.image(image.schemaId()))
                    .read(null, DecoderFactory.get().binaryDecoder(image.bytes(), null));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new PoisonException("the image is corrupt: it does not follow schema " + image.schemaId(), e);
        }
    }

    private static byte[] encode(GenericRecord row, Schema schema) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema).write(row, out);
            out.flush();
        } catch (IOException | AvroRuntimeException | NullPointerException e) {
            throw new PoisonException(
                    "the merged values do not make a record of " + schema.getFullName()
                            + ": a field that every row must have has no value",
                    e);
        }
        return bytes.toByteArray();
    }

    private record Plan(Schema schema, Map<String, AvroValue> fields) {

        static Plan of(Schema schema) {
            Map<String, AvroValue> fields = new HashMap<>();
            schema.getFields().forEach(field -> fields.put(field.name(), AvroValue.of(field.schema())));
            return new Plan(schema, fields);
        }
    }
}
