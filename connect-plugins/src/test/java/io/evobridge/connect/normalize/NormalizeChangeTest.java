package io.evobridge.connect.normalize;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.connect.flow.LimitInFlight;
import io.evobridge.contract.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NormalizeChangeTest {

    private static final Schema ROW = CapturedTable.row()
            .field("id", Schema.INT64_SCHEMA)
            .field("full_name", Schema.OPTIONAL_STRING_SCHEMA)
            .field(
                    "risk",
                    SchemaBuilder.int16().optional().defaultValue((short) 3).build())
            .field("balance", Decimal.builder(2).optional().build())
            .build();

    private static final Map<String, Object> ADA = Map.of("id", 42L, "full_name", "Ada", "risk", (short) 7);

    private final CapturedTable customers = CapturedTable.mysql("shop", "customers", ROW, "id");
    private final NormalizeChange<SourceRecord> smt = smt(Map.of());

    @Test
    void anInsertBecomesAChangeEventOnTheNodesTopic() {
        SourceRecord captured = customers.change("c", null, ADA);

        SourceRecord event = apply(captured);

        assertThat(event.topic()).isEqualTo("trading.captured.shop");
        assertThat(event.kafkaPartition()).isNull();
        assertThat(event.timestamp()).isNull();
        assertThat(event.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(event.key()).isEqualTo("customer/42");
        assertThat(event.sourceOffset()).isEqualTo(captured.sourceOffset());
        assertThat(event.sourcePartition()).isEqualTo(captured.sourcePartition());
        Struct value = value(event);
        assertThat(value.schema().name()).isEqualTo("io.evobridge.change.customer");
        assertThat(value.getString("node")).isEqualTo("shop");
        assertThat(value.getString("entity")).isEqualTo("customer");
        assertThat(value.getString("op")).isEqualTo("c");
        assertThat(value.getInt64("commit_micros")).isEqualTo(CapturedTable.COMMIT_MICROS);
        assertThat(value.getInt64("captured_micros")).isEqualTo(CapturedTable.CAPTURED_MICROS);
        assertThat(value.getInt64("position_major")).isEqualTo(7L << 40 | 1234);
        assertThat(value.getInt64("position_minor")).isEqualTo(2);
        assertThat(value.getString("transaction")).isEqualTo("u:9");
        assertThat(value.getArray("unavailable")).isEmpty();
        assertThat(value.getStruct("before")).isNull();
        Struct after = value.getStruct("after");
        assertThat(after.schema().name()).isEqualTo("io.evobridge.entity.customer");
        assertThat(after.get("id")).isEqualTo(42L);
        assertThat(after.get("name")).isEqualTo("Ada");
        assertThat(after.get("risk")).isEqualTo(7);
        assertThat(after.schema().field("id").schema().isOptional()).isFalse();
        assertThat(after.schema().field("name").schema().isOptional()).isTrue();
    }

    @Test
    void anUpdateCarriesBothImages() {
        Map<String, Object> renamed = Map.of("id", 42L, "full_name", "Ada L.");

        Struct value = value(apply(customers.change("u", ADA, renamed)));

        assertThat(value.getStruct("before").get("name")).isEqualTo("Ada");
        assertThat(value.getStruct("after").get("name")).isEqualTo("Ada L.");
    }

    @Test
    void aNullStaysNullWhereTheColumnHasADefault() {
        Map<String, @Nullable Object> withoutRisk = new HashMap<>(ADA);
        withoutRisk.put("risk", null);

        Struct after = value(apply(customers.change("c", null, withoutRisk))).getStruct("after");

        assertThat(after.get("risk")).isNull();
    }

    @Test
    void aSnapshotRowHasNoTransaction() {
        Struct value = value(apply(customers.change("r", null, ADA)));

        assertThat(value.getString("op")).isEqualTo("r");
        assertThat(value.getString("transaction")).isNull();
    }

    @Test
    void aDeleteCarriesTheOldImageAndItsTombstoneIsDropped() {
        SourceRecord event = apply(customers.change("d", ADA, null));

        assertThat(event.key()).isEqualTo("customer/42");
        assertThat(value(event).getStruct("after")).isNull();
        assertThat(value(event).getStruct("before").get("name")).isEqualTo("Ada");
        assertThat(smt.apply(customers.tombstone(ADA))).isNull();
    }

    @Test
    void theTombstoneOfAnotherTablePasses() {
        SourceRecord tombstone = CapturedTable.mysql("shop", "other", ROW, "id").tombstone(ADA);

        assertThat(smt.apply(tombstone)).isSameAs(tombstone);
    }

    @Test
    void recordsThatAreNoChangesOfMappedTablesPassUnchanged() {
        Schema heartbeat = SchemaBuilder.struct()
                .name("io.debezium.connector.common.Heartbeat")
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();
        Schema schemaChange = SchemaBuilder.struct()
                .name("io.debezium.connector.mysql.SchemaChangeValue")
                .field("source", customers.source().schema())
                .field("ddl", Schema.STRING_SCHEMA)
                .build();
        Schema transaction = SchemaBuilder.struct()
                .name("io.debezium.connector.common.TransactionMetadataValue")
                .field("status", Schema.STRING_SCHEMA)
                .field("id", Schema.STRING_SCHEMA)
                .build();
        List<SourceRecord> others = List.of(
                plain(heartbeat, new Struct(heartbeat).put("ts_ms", 1L)),
                plain(
                        schemaChange,
                        new Struct(schemaChange)
                                .put("source", customers.source())
                                .put("ddl", "x")),
                plain(
                        transaction,
                        new Struct(transaction).put("status", "BEGIN").put("id", "u:9")),
                plain(Schema.STRING_SCHEMA, "text"),
                CapturedTable.mysql("shop", "other", ROW, "id").change("c", null, ADA));

        for (SourceRecord other : others) {
            assertThat(smt.apply(other)).isSameAs(other);
        }
    }

    @Test
    void aTruncateIsQuarantined() {
        SourceRecord refused = apply(customers.change("t", null, null));

        assertThat(refused.topic()).isEqualTo("trading.quarantine");
        assertThat(header(refused, Headers.REASON))
                .contains("operation 't' on table shop.customers")
                .contains("deletes");
        assertThat(header(refused, Headers.STAGE)).isEqualTo("normalize");
        assertThat(header(refused, Headers.SOURCE)).isEqualTo("binlog.000007:1234:2");
        assertThat(header(refused, Headers.EXCEPTION)).endsWith("UnconvertibleException");
        assertThat(requireNonNull(refused.valueSchema()).name()).isEqualTo("io.evobridge.Raw");
        assertThat(new String((byte[]) refused.value(), StandardCharsets.UTF_8))
                .contains("\"op\":\"t\"", "\"schema\":", "binlog.000007");
    }

    @Test
    void aTruncateWithoutAKeySaysWhatItIsAndLeavesTheTablesRowsAlone() {
        SourceRecord truncate = customers.change("t", null, null);
        SourceRecord withoutKey =
                truncate.newRecord(truncate.topic(), null, null, null, truncate.valueSchema(), truncate.value(), null);

        SourceRecord refused = apply(withoutKey);
        SourceRecord next = apply(customers.change("c", null, ADA));

        assertThat(header(refused, Headers.REASON)).contains("operation 't' on table shop.customers");
        assertThat(next.topic()).isEqualTo("trading.captured.shop");
    }

    @Test
    void anUpdateThatMovesTheKeyWithoutDeleteAndCreateIsQuarantined() {
        SourceRecord refused = apply(customers.change("u", ADA, Map.of("id", 43L)));

        assertThat(refused.topic()).isEqualTo("trading.quarantine");
        assertThat(refused.key()).isEqualTo("customer/43");
        assertThat(header(refused, Headers.REASON)).contains("changes the key of entity customer");
    }

    @Test
    void aTableWithoutAPrimaryKeyIsQuarantined() {
        SourceRecord refused =
                apply(CapturedTable.mysql("shop", "customers", ROW).change("c", null, ADA));

        assertThat(refused.topic()).isEqualTo("trading.quarantine");
        assertThat(refused.key()).isNull();
        assertThat(header(refused, Headers.REASON)).contains("no primary key").contains("message.key.columns");
    }

    @Test
    void aConfiguredKeyThatTheConnectorDoesNotSendIsQuarantined() {
        NormalizeChange<SourceRecord> byName = smt(Map.of("entity.customer.key", "name"));

        SourceRecord refused = requireNonNull(byName.apply(customers.change("c", null, ADA)));

        assertThat(refused.key()).isEqualTo("{\"id\":42}");
        assertThat(header(refused, Headers.REASON))
                .contains("set the connector's message.key.columns to shop.customers:full_name");
    }

    @Test
    void anotherVersionOfTheTableIsMappedAnew() {
        Schema wider = CapturedTable.row()
                .field("id", Schema.INT64_SCHEMA)
                .field("email", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        apply(customers.change("c", null, ADA));

        SourceRecord event = apply(CapturedTable.mysql("shop", "customers", wider, "id")
                .change("c", null, Map.of("id", 1L, "email", "a@b")));

        assertThat(event.topic()).isEqualTo("trading.quarantine");
        assertThat(header(event, Headers.REASON)).contains("no column full_name for field name of entity customer");
    }

    @Test
    void onlyConfiguredFieldsAndTheKeyAreTaken() {
        NormalizeChange<SourceRecord> narrow = smt(Map.of("entity.customer.fields", "risk"));

        SourceRecord event = requireNonNull(narrow.apply(customers.change("c", null, ADA)));

        assertThat(value(event).getStruct("after").schema().fields())
                .extracting(field -> field.name())
                .containsExactly("id", "risk");
    }

    @Test
    void oneMappingIsWorkedOutPerSchema() {
        SourceRecord first = apply(customers.change("c", null, ADA));
        SourceRecord second = apply(customers.change("u", null, ADA));

        assertThat(second.valueSchema()).isSameAs(first.valueSchema());
    }

    @Test
    void aWorkerFindsTheStepsByServiceLoadingAndTheirVersion() throws IOException {
        // The classpath of the test also holds Debezium's transformations, some of which load only in a worker.
        assertThat(Collections.list(getClass()
                        .getClassLoader()
                        .getResources("META-INF/services/org.apache.kafka.connect.transforms.Transformation")))
                .anySatisfy(url -> assertThat(url.openStream())
                        .hasContent(NormalizeChange.class.getName() + "\n" + LimitInFlight.class.getName()));
        assertThat(smt.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    private SourceRecord apply(SourceRecord record) {
        return requireNonNull(smt.apply(record));
    }

    private static SourceRecord plain(Schema schema, Object value) {
        return new SourceRecord(Map.of(), Map.of(), "other", schema, value);
    }

    private static Struct value(SourceRecord record) {
        assertThat(header(record, Headers.REASON)).isEmpty();
        return (Struct) record.value();
    }

    private static String header(SourceRecord record, String name) {
        var header = record.headers().lastWithName(name);
        return header == null ? "" : String.valueOf(header.value());
    }

    private static NormalizeChange<SourceRecord> smt(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "bridge", "trading",
                "node", "shop",
                "entities", "customer",
                "entity.customer.table", "shop.customers",
                "entity.customer.columns", "name:full_name"));
        config.putAll(more);
        NormalizeChange<SourceRecord> smt = new NormalizeChange<>();
        smt.configure(config);
        return smt;
    }
}
