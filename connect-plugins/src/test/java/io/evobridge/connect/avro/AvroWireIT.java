package io.evobridge.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.registry.Compatibility;
import io.evobridge.registry.RegistrySettings;
import io.evobridge.servers.ApicurioRegistry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The converter against the real registry, and against Apicurio's own Kafka serde. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AvroWireIT {

    private static final Schema ADDRESS = SchemaBuilder.struct()
            .name("io.evobridge.it.address")
            .field("city", Schema.OPTIONAL_STRING_SCHEMA)
            .optional()
            .build();

    private static final Schema CUSTOMER = customer("io.evobridge.it.customer");

    private ApicurioRegistry server;
    private AvroConverter converter;

    @BeforeAll
    void start(@TempDir Path home) {
        server = ApicurioRegistry.start(home);
        converter = converter();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theStockDeserializerReadsWhatTheConverterWrote() {
        // Given
        byte[] bytes = write(CUSTOMER, row(CUSTOMER));

        try (AvroKafkaDeserializer<GenericRecord> stock = new AvroKafkaDeserializer<>()) {
            stock.configure(serde(), false);

            // When
            GenericRecord read = stock.deserialize("customers", bytes);

            // Then
            assertThat(read.get("id")).isEqualTo(7L);
            assertThat(read.get("name")).hasToString("Eve");
            assertThat(read.get("balance"))
                    .isEqualTo(ByteBuffer.wrap(BigInteger.valueOf(1250).toByteArray()));
            assertThat(((GenericRecord) read.get("home")).get("city")).hasToString("Graz");
            assertThat(read.get("work")).isNull();
        }
    }

    @Test
    void theConverterReadsWhatTheStockSerializerWrote() {
        // Given
        org.apache.avro.Schema avro =
                WriterCompiler.compile(customer("io.evobridge.it.stock")).schema();
        GenericRecord home =
                new GenericData.Record(avro.getField("home").schema().getTypes().get(1));
        home.put("city", "Graz");
        GenericRecord record = new GenericData.Record(avro);
        record.put("id", 7L);
        record.put("name", "Eve");
        record.put("balance", ByteBuffer.wrap(BigInteger.valueOf(1250).toByteArray()));
        record.put("home", home);
        record.put("tags", List.of("a", "b"));

        try (AvroKafkaSerializer<GenericRecord> stock = new AvroKafkaSerializer<>()) {
            stock.configure(serde(), false);
            byte[] bytes = stock.serialize("customers", record);

            // When
            SchemaAndValue read = converter.toConnectData("customers", bytes);

            // Then
            Struct row = (Struct) read.value();
            assertThat(row.getInt64("id")).isEqualTo(7L);
            assertThat(row.get("balance")).isEqualTo(new BigDecimal("12.50"));
            assertThat(row.getStruct("home").getString("city")).isEqualTo("Graz");
            assertThat(row.getArray("tags")).isEqualTo(List.of("a", "b"));
        }
    }

    @Test
    void otherTasksAndLaterOnesGetTheSameContentId() {
        byte[] first = write(CUSTOMER, row(CUSTOMER));

        byte[] second = Objects.requireNonNull(converter().fromConnectData("t", CUSTOMER, row(CUSTOMER)));

        assertThat(second).isEqualTo(first);
        assertThat(converter().toConnectData("t", first).value()).isEqualTo(row(CUSTOMER));
    }

    @Test
    void anIncompatibleSchemaIsRefusedWithTheRegistrysReason() {
        // Given
        Schema before = customer("io.evobridge.it.refused");
        write(before, row(before));
        new io.evobridge.registry.ApicurioRegistry(RegistrySettings.of(server.url()))
                .setCompatibility("shop", "io.evobridge.it.refused", Compatibility.BACKWARD);
        Schema after = SchemaBuilder.struct()
                .name("io.evobridge.it.refused")
                .field("id", Schema.STRING_SCHEMA)
                .build();

        // When / Then
        assertThatThrownBy(() -> write(after, new Struct(after).put("id", "x")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("reader type: STRING not compatible with writer type: LONG at /fields/0/type");
    }

    @Test
    void anIdThatNobodyWroteIsADataError() {
        byte[] bytes = new byte[6];
        RegistryFrame.writeHeader(bytes, 999_999);

        assertThatThrownBy(() -> converter.toConnectData("orders", bytes))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("orders")
                .hasMessageContaining("999999");
    }

    @Test
    void aNewSchemaWaitsForARegistryThatRestarts() throws Exception {
        // Given
        byte[] known = write(CUSTOMER, row(CUSTOMER));
        Schema later = customer("io.evobridge.it.later");
        server.kill();

        // When
        CompletableFuture<byte[]> waiting = CompletableFuture.supplyAsync(() -> write(later, row(later)));
        byte[] meanwhile = write(CUSTOMER, row(CUSTOMER));
        server.restart();

        // Then
        assertThat(meanwhile).isEqualTo(known);
        byte[] bytes = waiting.get(120, TimeUnit.SECONDS);
        assertThat(converter().toConnectData("t", bytes).value()).isEqualTo(row(later));
        assertThat(converter().toConnectData("t", known).value()).isEqualTo(row(CUSTOMER));
    }

    private AvroConverter converter() {
        AvroConverter made = new AvroConverter();
        made.configure(Map.of("registry.url", server.url(), "registry.group", "shop"), false);
        return made;
    }

    private byte[] write(Schema schema, Struct value) {
        return Objects.requireNonNull(converter.fromConnectData("t", schema, value));
    }

    private Map<String, Object> serde() {
        return new HashMap<>(Map.of(
                "apicurio.registry.url", server.url(),
                "apicurio.registry.auto-register", "true",
                "apicurio.registry.artifact.group-id", "shop"));
    }

    private static Schema customer(String name) {
        return SchemaBuilder.struct()
                .name(name)
                .field("id", Schema.INT64_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .field("balance", Decimal.builder(2).optional().build())
                .field("home", ADDRESS)
                .field("work", ADDRESS)
                .field(
                        "tags",
                        SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
                .build();
    }

    private static Struct row(Schema schema) {
        return new Struct(schema)
                .put("id", 7L)
                .put("name", "Eve")
                .put("balance", new BigDecimal("12.50"))
                .put("home", new Struct(ADDRESS).put("city", "Graz"));
    }
}
