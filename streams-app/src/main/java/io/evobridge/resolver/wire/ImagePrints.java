package io.evobridge.resolver.wire;

import io.evobridge.contract.RowFingerprint;
import io.evobridge.resolver.core.merge.Image;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes the {@link RowFingerprint} of images: the same as of the row in its table. Images of two schemas that say the
 * same of the same fields have the same one. Not for use by many threads.
 */
public final class ImagePrints {

    /** More schemas than a bridge has; reached only by a fault, and then the plans are made anew. */
    private static final int MAX_PLANS = 1_000;

    private final SchemaCatalog catalog;
    private final Map<Integer, Plan> plans = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    public ImagePrints(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    /** The fingerprint of a row with this image; {@link RowFingerprint#ABSENT} for a deletion. */
    public long of(@Nullable Image image) {
        if (image == null) {
            return RowFingerprint.ABSENT;
        }
        Plan plan = plans.get(image.schemaId());
        if (plan == null) {
            if (plans.size() >= MAX_PLANS) {
                plans.clear();
            }
            plan = Plan.of(catalog.image(image.schemaId()));
            plans.put(image.schemaId(), plan);
        }
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(image.bytes(), decoder);
        decoder = in;
        try {
            return plan.print(in);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new PoisonException("the image is corrupt: it does not follow schema " + image.schemaId(), e);
        }
    }

    private record Plan(GenericDatumReader<GenericRecord> reader, List<Schema.Field> fields, List<PlainText> texts) {

        static Plan of(Schema schema) {
            return new Plan(
                    new GenericDatumReader<>(schema),
                    schema.getFields(),
                    schema.getFields().stream()
                            .map(field -> PlainText.of(field.schema()))
                            .toList());
        }

        long print(BinaryDecoder in) throws IOException {
            GenericRecord row = reader.read(null, in);
            SortedMap<String, @Nullable String> plain = new TreeMap<>();
            for (int i = 0; i < fields.size(); i++) {
                Object value = row.get(fields.get(i).pos());
                plain.put(
                        fields.get(i).name(),
                        value == null ? null : texts.get(i).of(value));
            }
            return RowFingerprint.of(plain);
        }
    }
}
