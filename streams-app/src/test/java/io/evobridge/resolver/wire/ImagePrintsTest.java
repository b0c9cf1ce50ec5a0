package io.evobridge.resolver.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.contract.RowFingerprint;
import io.evobridge.resolver.FakeRegistry;
import io.evobridge.resolver.core.merge.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every line of the table in {@link RowFingerprint}, as the log's image tells it. */
class ImagePrintsTest {

    private final FakeRegistry registry = new FakeRegistry();
    private final ImagePrints prints = new ImagePrints(new SchemaCatalog(registry, "test", () -> 0L));

    @Test
    void aDeletionIsAnAbsentRow() {
        assertThat(prints.of(null)).isEqualTo(RowFingerprint.ABSENT);
    }

    @Test
    void aNullIsNull() {
        assertPlain(Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.LONG)), null, null);
    }

    @Test
    void booleansAreOneOrZero() {
        assertPlain(Schema.create(Schema.Type.BOOLEAN), true, "1");
        assertPlain(Schema.create(Schema.Type.BOOLEAN), false, "0");
    }

    @Test
    void numbersHaveOneTextWhateverTheirType() {
        assertPlain(Schema.create(Schema.Type.INT), 10, "10");
        assertPlain(Schema.create(Schema.Type.LONG), Long.MIN_VALUE, "-9223372036854775808");
        assertPlain(Schema.create(Schema.Type.FLOAT), 10.5f, "10.5");
        assertPlain(Schema.create(Schema.Type.DOUBLE), 1e21, "1000000000000000000000");
        assertPlain(Schema.create(Schema.Type.DOUBLE), Double.NaN, "NaN");
        assertPlain(decimal(3), bytes(new BigInteger("10500")), "10.5");
        assertPlain(connectDecimal(-2), bytes(BigInteger.TEN), "1000");
        Schema variable = SchemaBuilder.record("io.debezium.data.VariableScaleDecimal")
                .fields()
                .requiredInt("scale")
                .requiredBytes("value")
                .endRecord();
        GenericRecord number = new GenericData.Record(variable);
        number.put("scale", 1);
        number.put("value", bytes(BigInteger.valueOf(-25)));
        assertPlain(variable, number, "-2.5");
    }

    @Test
    void textIsAsItIs() {
        assertPlain(Schema.create(Schema.Type.STRING), " Ada ", " Ada ");
        assertPlain(named(Schema.Type.STRING, "io.debezium.data.Json"), "{\"a\":1}", "{\"a\":1}");
    }

    @Test
    void bytesAreHexadecimal() {
        assertPlain(Schema.create(Schema.Type.BYTES), ByteBuffer.wrap(new byte[] {0, -1}), "00ff");
    }

    @Test
    void timesAreDaysOrMicroseconds() {
        assertPlain(named(Schema.Type.INT, "io.debezium.time.Date"), 19_000, "19000");
        assertPlain(named(Schema.Type.LONG, "io.debezium.time.MicroTime"), -1L, "-1");
        assertPlain(
                named(Schema.Type.LONG, "io.debezium.time.MicroTimestamp"), 1_700_000_000_000_001L, "1700000000000001");
        Schema zoned = named(Schema.Type.STRING, "io.debezium.time.ZonedTimestamp");
        assertPlain(zoned, "2023-11-14T22:13:20.000001Z", "1700000000000001");
        assertPlain(zoned, "1969-12-31T23:59:59.5Z", "-500000");
        assertPlain(zoned, "infinity", "infinity");
        assertPlain(named(Schema.Type.STRING, "io.debezium.time.ZonedTime"), "01:00:00.5+01:00", "500000");
    }

    @Test
    void listsAreJsonWithoutWhiteSpace() {
        assertPlain(
                SchemaBuilder.array().items().stringType(),
                List.of("a b", "say \"c, d\""),
                "[\"a b\",\"say \\\"c, d\\\"\"]");
        assertPlain(SchemaBuilder.array().items().intType(), List.of(1, 2), "[1,2]");
    }

    @Test
    void shapesAreTheirWellKnownBinary() {
        Schema shape = SchemaBuilder.record("io.debezium.data.geometry.Geometry")
                .fields()
                .requiredBytes("wkb")
                .optionalInt("srid")
                .endRecord();
        GenericRecord point = new GenericData.Record(shape);
        point.put("wkb", ByteBuffer.wrap(new byte[] {1, 2}));
        assertPlain(shape, point, "0102");
    }

    @Test
    void anImageThatDoesNotFollowItsSchemaIsPoison() {
        int id = registry.register("test", "x", row(Schema.create(Schema.Type.STRING)));

        assertThatThrownBy(() -> prints.of(new Image(id, new byte[] {40, 1})))
                .isInstanceOf(PoisonException.class)
                .hasMessageContaining("corrupt");
    }

    private void assertPlain(Schema type, @Nullable Object value, @Nullable String text) {
        SortedMap<String, @Nullable String> plain = new TreeMap<>();
        plain.put("field", text);
        assertThat(prints.of(image(type, value))).isEqualTo(RowFingerprint.of(plain));
    }

    private Image image(Schema type, @Nullable Object value) {
        Schema schema = row(type);
        GenericRecord row = new GenericData.Record(schema);
        row.put("field", value);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema).write(row, out);
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new Image(registry.register("test", "x", schema), bytes.toByteArray());
    }

    private static Schema row(Schema type) {
        return SchemaBuilder.record("io.evobridge.entity.customer")
                .fields()
                .name("field")
                .type(type)
                .noDefault()
                .endRecord();
    }

    private static Schema named(Schema.Type type, String name) {
        Schema schema = Schema.create(type);
        schema.addProp("connect.name", name);
        return schema;
    }

    private static Schema decimal(int scale) {
        return LogicalTypes.decimal(20, scale).addToSchema(Schema.create(Schema.Type.BYTES));
    }

    private static Schema connectDecimal(int scale) {
        Schema schema = named(Schema.Type.BYTES, "org.apache.kafka.connect.data.Decimal");
        schema.addProp("connect.parameters", Map.of("scale", Integer.toString(scale)));
        return schema;
    }

    private static ByteBuffer bytes(BigInteger unscaled) {
        return ByteBuffer.wrap(unscaled.toByteArray());
    }
}
