package io.evobridge.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.contract.EntitySchemas;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.registry.Compatibility;
import io.evobridge.registry.InMemoryRegistry;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.apache.avro.SchemaCompatibility;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

class AvroConverterTest {

    private static final String CUSTOMER_NAME = "io.evobridge.entity.customer";

    private static final Schema CUSTOMER = SchemaBuilder.struct()
            .name(CUSTOMER_NAME)
            .field("id", Schema.INT64_SCHEMA)
            .field("balance", Decimal.builder(2).optional().build())
            .field(
                    "seen",
                    SchemaBuilder.int64()
                            .name("io.debezium.time.MicroTimestamp")
                            .version(1)
                            .optional()
                            .build())
            .build();

    private static final Schema OPTIONAL_CUSTOMER = SchemaBuilder.struct()
            .name(CUSTOMER_NAME)
            .field("id", Schema.INT64_SCHEMA)
            .field("balance", Decimal.builder(2).optional().build())
            .field(
                    "seen",
                    SchemaBuilder.int64()
                            .name("io.debezium.time.MicroTimestamp")
                            .version(1)
                            .optional()
                            .build())
            .optional()
            .build();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroConverter converter = converter(Map.of());

    @Test
    void anEntityRecordHasTheShapeThatTheContractAsksFor() {
        // When
        byte[] bytes = write(CUSTOMER, customer());

        // Then
        org.apache.avro.Schema avro = registry.schema(RegistryFrame.contentId(bytes));
        assertThat(avro.getFullName()).isEqualTo(CUSTOMER_NAME);
        assertThat(avro.getField("id").schema().getType()).isEqualTo(org.apache.avro.Schema.Type.LONG);
        assertThat(avro.getField("balance").schema().toString())
                .isEqualTo("[\"null\",{\"type\":\"bytes\",\"connect.version\":1,"
                        + "\"connect.parameters\":{\"scale\":\"2\"},"
                        + "\"connect.name\":\"org.apache.kafka.connect.data.Decimal\","
                        + "\"logicalType\":\"decimal\",\"precision\":64,\"scale\":2}]");
        assertThat(avro.getField("balance").hasDefaultValue()).isTrue();
        assertThat(avro.getField("seen")
                        .schema()
                        .getTypes()
                        .get(1)
                        .getLogicalType()
                        .getName())
                .isEqualTo("local-timestamp-micros");
    }

    @Test
    void aChangeEventFitsTheContractsTemplateAroundTheSameImage() {
        // Given
        Schema change = SchemaBuilder.struct()
                .name("io.evobridge.change.customer")
                .field("node", Schema.STRING_SCHEMA)
                .field("entity", Schema.STRING_SCHEMA)
                .field("op", Schema.STRING_SCHEMA)
                .field("commit_micros", Schema.INT64_SCHEMA)
                .field("captured_micros", Schema.INT64_SCHEMA)
                .field("position_major", Schema.INT64_SCHEMA)
                .field("position_minor", Schema.INT64_SCHEMA)
                .field("transaction", Schema.OPTIONAL_STRING_SCHEMA)
                .field(
                        "unavailable",
                        SchemaBuilder.array(Schema.STRING_SCHEMA)
                                .defaultValue(List.of())
                                .build())
                .field("before", OPTIONAL_CUSTOMER)
                .field("after", OPTIONAL_CUSTOMER)
                .build();

        // When
        org.apache.avro.Schema written = WriterCompiler.compile(change).schema();

        // Then
        org.apache.avro.Schema image = WriterCompiler.compile(CUSTOMER).schema();
        org.apache.avro.Schema template = EntitySchemas.changeEvent(image);
        assertThat(written.getField("after").schema().getTypes().get(1)).isEqualTo(image);
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(template, written)
                        .getType())
                .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
        assertThat(new org.apache.avro.Schema.Parser().parse(written.toString()))
                .isEqualTo(written);
    }

    @Test
    void oneContentIdGivesOneSchemaInstance() {
        byte[] bytes = write(CUSTOMER, customer());

        SchemaAndValue first = converter.toConnectData("t", bytes);
        SchemaAndValue second = converter.toConnectData("t", bytes);

        assertThat(first.schema()).isSameAs(second.schema()).isEqualTo(CUSTOMER);
        assertThat(first.value()).isEqualTo(customer());
    }

    @Test
    void theRegistryIsAskedOncePerSchemaHoweverManyRecords() {
        for (int i = 0; i < 100; i++) {
            converter.toConnectData("t", write(CUSTOMER, customer()));
        }

        assertThat(registry.calls()).isEqualTo(2);
    }

    @Test
    void aChangedSchemaIsRegisteredAsAnotherVersion() {
        // Given
        Schema wider = SchemaBuilder.struct()
                .name(CUSTOMER_NAME)
                .field("id", Schema.INT64_SCHEMA)
                .field("email", Schema.OPTIONAL_STRING_SCHEMA)
                .build();

        // When
        byte[] before = write(CUSTOMER, customer());
        byte[] after = write(wider, new Struct(wider).put("id", 1L));

        // Then
        assertThat(RegistryFrame.contentId(after)).isNotEqualTo(RegistryFrame.contentId(before));
    }

    @Test
    void nullAndRawBytesPassAsTheyAre() {
        Schema raw = SchemaBuilder.bytes().name(AvroConverter.RAW).optional().build();
        byte[] content = "anything".getBytes(StandardCharsets.UTF_8);

        assertThat(converter.fromConnectData("t", raw, content)).isEqualTo(content);
        assertThat(converter.fromConnectData("t", raw, ByteBuffer.wrap(content)))
                .isEqualTo(content);
        assertThat(converter.fromConnectData("t", raw, null)).isNull();
        assertThat(converter.fromConnectData("t", null, null)).isNull();
        assertThat(converter.toConnectData("t", null)).isSameAs(SchemaAndValue.NULL);
        assertThat(registry.calls()).isZero();
    }

    @Test
    void aNullStaysNullWhereTheColumnHasADefault() {
        Schema schema = SchemaBuilder.struct()
                .name("t")
                .field("a", SchemaBuilder.int32().optional().defaultValue(7).build())
                .build();
        Struct row = new Struct(schema).put("a", null);

        Struct back = (Struct) converter.toConnectData("t", write(schema, row)).value();

        assertThat(back.getWithoutDefault("a")).isNull();
        assertThat(back.schema().field("a").schema().defaultValue()).isEqualTo(7);
    }

    @Test
    void whatOthersWroteWithPlainAvroGetsTheCanonicalTypes() {
        // Given
        org.apache.avro.Schema others = new org.apache.avro.Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"r\",\"fields\":["
                                + "{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}},"
                                + "{\"name\":\"day\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"}},"
                                + "{\"name\":\"sum\",\"type\":{\"type\":\"fixed\",\"name\":\"f\",\"size\":4,"
                                + "\"logicalType\":\"decimal\",\"precision\":9,\"scale\":3}},"
                                + "{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"k\",\"symbols\":[\"A\",\"B\"]}}]}");

        // When
        Schema connect = ReaderCompiler.compile(others).schema();

        // Then
        assertThat(connect.field("at").schema().name()).isEqualTo("io.debezium.time.MicroTimestamp");
        assertThat(connect.field("day").schema()).isEqualTo(org.apache.kafka.connect.data.Date.SCHEMA);
        assertThat(connect.field("sum").schema().parameters())
                .containsEntry("scale", "3")
                .containsEntry("connect.decimal.precision", "9");
        assertThat(connect.field("kind").schema().parameters()).containsEntry("allowed", "A,B");
    }

    @Test
    void damagedBytesAreToldByTopicAndId() {
        byte[] good = write(CUSTOMER, customer());
        byte[] cut = java.util.Arrays.copyOf(good, good.length - 3);
        byte[] longer = java.util.Arrays.copyOf(good, good.length + 1);
        byte[] unknown = good.clone();
        RegistryFrame.writeHeader(unknown, 99);

        assertThatThrownBy(() -> converter.toConnectData("orders", cut))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("orders")
                .hasMessageContaining("content id 1");
        assertThatThrownBy(() -> converter.toConnectData("orders", longer)).hasMessageContaining("bytes follow");
        assertThatThrownBy(() -> converter.toConnectData("orders", unknown))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("orders")
                .hasMessageContaining("99");
        assertThatThrownBy(() -> converter.toConnectData("orders", new byte[] {'{', '}'}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("another converter");
    }

    @Test
    void aSchemaThatTheRegistryRefusesStopsWithASentence() {
        // Given
        write(CUSTOMER, customer());
        registry.setCompatibility("shop", CUSTOMER_NAME, Compatibility.BACKWARD);
        Schema changed = SchemaBuilder.struct()
                .name(CUSTOMER_NAME)
                .field("id", Schema.STRING_SCHEMA)
                .build();

        // When / Then
        assertThatThrownBy(() -> write(changed, new Struct(changed).put("id", "x")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("refuses the schema of shop/" + CUSTOMER_NAME)
                .hasMessageContaining("relax the artifact's rule");
    }

    @Test
    void aShortOutageOfTheRegistryIsWaitedFor() {
        registry.failNext(2);

        byte[] bytes = write(CUSTOMER, customer());

        assertThat(converter.toConnectData("t", bytes).value()).isEqualTo(customer());
        assertThat(registry.calls()).isEqualTo(4);
    }

    @Test
    void whatIsKnownNeedsNoRegistry() {
        byte[] bytes = write(CUSTOMER, customer());
        converter.toConnectData("t", bytes);
        registry.stop();

        assertThat(converter.toConnectData("t", write(CUSTOMER, customer())).value())
                .isEqualTo(customer());
    }

    @Test
    void aLongOutageEndsInARetriableFailure() {
        AvroConverter impatient = converter(Map.of("registry.outage.timeout.ms", "0"));
        registry.stop();

        assertThatThrownBy(() -> impatient.fromConnectData("t", CUSTOMER, customer()))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("registry.outage.timeout.ms");
    }

    @Test
    void whatAvroCannotHoldIsRefusedWithTheWayOut() {
        Schema badField = SchemaBuilder.struct()
                .name("t")
                .field("a-b", Schema.INT32_SCHEMA)
                .build();
        Schema badName = SchemaBuilder.struct().name("my-server.t.Value").build();
        Schema twice = SchemaBuilder.struct()
                .name("t")
                .field(
                        "a",
                        SchemaBuilder.struct()
                                .name("x")
                                .field("p", Schema.INT32_SCHEMA)
                                .build())
                .field(
                        "b",
                        SchemaBuilder.struct()
                                .name("x")
                                .field("q", Schema.INT32_SCHEMA)
                                .build())
                .build();

        assertThatThrownBy(() -> write(badField, new Struct(badField)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field 'a-b' in t")
                .hasMessageContaining("field.name.adjustment.mode=avro");
        assertThatThrownBy(() -> write(badName, new Struct(badName))).hasMessageContaining("my-server");
        assertThatThrownBy(() -> write(twice, new Struct(twice))).hasMessageContaining("rename one of them");
        assertThatThrownBy(() -> converter.fromConnectData("t", null, "text")).hasMessageContaining("without a schema");
        assertThatThrownBy(() -> write(CUSTOMER, new Struct(CUSTOMER)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field id of " + CUSTOMER_NAME);
    }

    @Test
    void settingsThatCannotWorkAreRefusedAtStart() {
        assertThatThrownBy(() -> new AvroConverter().configure(Map.of(), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("registry.url");
        assertThatThrownBy(() -> converter(Map.of("registry.url", "localhost")))
                .hasMessageContaining("http(s)://host:port");
        assertThatThrownBy(() -> converter(Map.of("registry.username", "eve")))
                .hasMessageContaining("registry.password");
        assertThatThrownBy(() -> converter(
                        Map.of("registry.username", "eve", "registry.password", "s3cret", "registry.token", "t0ken")))
                .hasMessageContaining("not both")
                .hasMessageNotContaining("t0ken");
    }

    @Test
    void connectFindsTheConverterAsAService() {
        assertThat(ServiceLoader.load(Converter.class)).anyMatch(AvroConverter.class::isInstance);
        assertThat(converter.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    private AvroConverter converter(Map<String, String> settings) {
        Map<String, String> all =
                new java.util.HashMap<>(Map.of("registry.url", "http://localhost:1", "registry.group", "shop"));
        all.putAll(settings);
        AvroConverter made = new AvroConverter(registry);
        made.configure(all, false);
        return made;
    }

    private byte[] write(Schema schema, Struct value) {
        return Objects.requireNonNull(converter.fromConnectData("t", schema, value));
    }

    private static Struct customer() {
        return new Struct(CUSTOMER)
                .put("id", 1L)
                .put("balance", new BigDecimal("12.50"))
                .put("seen", 5L);
    }
}
