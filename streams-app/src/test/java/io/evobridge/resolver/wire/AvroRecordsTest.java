package io.evobridge.resolver.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.contract.EntitySchemas;
import io.evobridge.resolver.FakeRegistry;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.field.FieldValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvroRecordsTest {

    private final FakeRegistry registry = new FakeRegistry();
    private final AvroRecords records = new AvroRecords(new SchemaCatalog(registry, "test", () -> 0L));

    @Test
    void everyTypeComesBackAsItWas() {
        Schema point =
                SchemaBuilder.record("Point").fields().requiredDouble("x").endRecord();
        Schema schema = entity(
                "truth", Schema.create(Schema.Type.BOOLEAN),
                "small", Schema.create(Schema.Type.INT),
                "real", Schema.create(Schema.Type.DOUBLE),
                "single", Schema.create(Schema.Type.FLOAT),
                "price", decimal(10, 2),
                "any", AvroDecimal.VARIABLE,
                "flags", named(Schema.Type.STRING, AvroText.ENUM_SET, Map.of("allowed", "r,w,x")),
                "at", named(Schema.Type.STRING, AvroText.ZONED_TIMESTAMP, Map.of()),
                "photo", Schema.create(Schema.Type.BYTES),
                "list", Schema.createArray(Nullables.nullable(Schema.create(Schema.Type.LONG))),
                "place", point);
        GenericRecord any = new GenericData.Record(AvroDecimal.VARIABLE);
        any.put("scale", 3);
        any.put("value", ByteBuffer.wrap(new byte[] {5}));
        GenericRecord place = new GenericData.Record(point);
        place.put("x", 1.5);
        GenericRecord row = row(
                schema,
                "truth",
                true,
                "small",
                7,
                "real",
                0.1,
                "single",
                0.1f,
                "price",
                ByteBuffer.wrap(new byte[] {5}),
                "any",
                any,
                "flags",
                "x,r",
                "at",
                "2026-01-02T03:04:05.25Z",
                "photo",
                ByteBuffer.wrap(new byte[] {1, 2}),
                "list",
                Arrays.asList(1L, null),
                "place",
                place);

        SortedMap<String, FieldValue> values = new TreeMap<>(records.read(image(row)));

        assertThat(values)
                .containsEntry("price", new FieldValue.Numeric(new BigDecimal("0.05")))
                .containsEntry("any", new FieldValue.Numeric(new BigDecimal("0.005")))
                .containsEntry("real", new FieldValue.Numeric(new BigDecimal("0.1")));
        assertThat(records.write(values, new TreeSet<>(), image(row))).isEqualTo(image(row));
        GenericRecord empty = row(schema);
        Image written = records.write(values, new TreeSet<>(), image(empty));
        assertThat(read(written).get("flags")).hasToString("r,x");
        assertThat(read(written).get("at")).hasToString("2026-01-02T03:04:05.25Z");
        values.remove("flags");
        assertThat(records.read(written)).containsAllEntriesOf(values);
    }

    @Test
    void imageIsWrittenInASchemaThatHasTheFieldsAndTypesOfAll() {
        Schema shop = entity("name", Schema.create(Schema.Type.STRING), "balance", decimal(10, 2));
        Schema crm = entity("balance", AvroDecimal.VARIABLE, "segment", Schema.create(Schema.Type.STRING));
        Image fromShop = image(row(shop, "name", "Ada", "balance", ByteBuffer.wrap(new byte[] {5})));
        Image fromCrm = image(row(crm, "segment", "gold"));
        SortedMap<String, FieldValue> values = new TreeMap<>(records.read(fromShop));
        values.put("segment", new FieldValue.Text("gold"));
        values.put("balance", new FieldValue.Numeric(new BigDecimal("1.2345")));

        Image merged = records.write(values, new TreeSet<>(Set.of(fromCrm.schemaId())), fromShop);

        assertThat(records.read(merged)).isEqualTo(values);
        assertThat(records.hasAll(merged.schemaId(), fromShop.schemaId())).isTrue();
        assertThat(records.hasAll(merged.schemaId(), fromCrm.schemaId())).isTrue();
        assertThat(records.hasAll(fromShop.schemaId(), fromCrm.schemaId())).isFalse();
        assertThat(records.write(values, new TreeSet<>(Set.of(fromShop.schemaId(), merged.schemaId())), fromCrm)
                        .schemaId())
                .isEqualTo(merged.schemaId());
    }

    @Test
    void typesThatNothingCanHoldBothOfAreToldWithTheField() {
        Schema shop = entity("tags", Schema.createArray(Schema.create(Schema.Type.STRING)));
        Schema crm = entity("tags", Schema.create(Schema.Type.INT));
        Image image = image(row(shop));
        Image other = image(row(crm));

        assertThatThrownBy(() -> records.write(new TreeMap<>(), new TreeSet<>(Set.of(other.schemaId())), image))
                .isInstanceOf(PoisonException.class)
                .hasMessageContaining("the field 'tags' of customer has types at different nodes")
                .hasMessageContaining("exclude it there");
    }

    @Test
    void recordThatCannotBeWrittenLeavesNothingInTheNext() {
        Schema schema = SchemaBuilder.record("customer")
                .namespace(EntitySchemas.IMAGE_NAMESPACE)
                .fields()
                .requiredString("name")
                .requiredLong("id")
                .endRecord();
        Image ada = image(row(schema, "name", "Ada"));
        SortedMap<String, FieldValue> values = new TreeMap<>(records.read(ada));
        values.put("name", new FieldValue.Text("Grace"));
        SortedMap<String, FieldValue> broken = new TreeMap<>(values);
        broken.put("id", FieldValue.Nothing.VALUE);

        assertThatThrownBy(() -> records.write(broken, new TreeSet<>(), ada)).isInstanceOf(PoisonException.class);

        assertThat(records.write(values, new TreeSet<>(), ada)).isEqualTo(image(row(schema, "name", "Grace")));
    }

    @Test
    void decimalsAndIntegersMeetInADecimalThatHoldsBoth() {
        assertThat(WidestType.of(decimal(10, 2), decimal(8, 4)).flatMap(AvroDecimal::scale))
                .hasValue(4);
        assertThat(WidestType.of(decimal(10, 2), Schema.create(Schema.Type.LONG))
                        .map(type -> ((LogicalTypes.Decimal) type.getLogicalType()).getPrecision()))
                .hasValue(21);
        assertThat(WidestType.of(Schema.create(Schema.Type.INT), Schema.create(Schema.Type.LONG)))
                .hasValue(Schema.create(Schema.Type.LONG));
        assertThat(WidestType.of(
                        named(Schema.Type.LONG, "io.debezium.time.MicroTimestamp", Map.of()),
                        named(Schema.Type.STRING, AvroText.ZONED_TIMESTAMP, Map.of())))
                .hasValueSatisfying(type -> assertThat(type.getType()).isEqualTo(Schema.Type.STRING));
        assertThat(WidestType.of(
                        named(Schema.Type.INT, "io.debezium.time.Date", Map.of()), Schema.create(Schema.Type.INT)))
                .isEmpty();
    }

    private static Schema decimal(int precision, int scale) {
        return LogicalTypes.decimal(precision, scale).addToSchema(Schema.create(Schema.Type.BYTES));
    }

    private static Schema named(Schema.Type type, String name, Map<String, String> parameters) {
        Schema schema = Schema.create(type);
        schema.addProp("connect.name", name);
        schema.addProp("connect.parameters", parameters);
        return schema;
    }

    /** Fields by name and type; all of them allow null. */
    private static Schema entity(Object... namesAndTypes) {
        SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("customer")
                .namespace(EntitySchemas.IMAGE_NAMESPACE)
                .fields()
                .requiredLong("id");
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            fields = fields.name((String) namesAndTypes[i])
                    .type(Nullables.nullable((Schema) namesAndTypes[i + 1]))
                    .withDefault(null);
        }
        return fields.endRecord();
    }

    private static GenericRecord row(Schema schema, @Nullable Object... namesAndValues) {
        GenericRecord row = new GenericData.Record(schema);
        row.put("id", 1L);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return row;
    }

    private Image image(GenericRecord row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(row.getSchema()).write(row, out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int id = registry.register("test", row.getSchema().getFullName(), row.getSchema());
        return new Image(id, bytes.toByteArray());
    }

    private GenericRecord read(Image image) {
        try {
            return new GenericDatumReader<GenericRecord>(registry.schema(image.schemaId()))
                    .read(null, DecoderFactory.get().binaryDecoder(image.bytes(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
