package io.evobridge.sink.common.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.sink.common.contract.PlainTopic;
import io.evobridge.sink.common.contract.ResolvedTopic;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

    private final PlainTopic plain = new PlainTopic("customer");
    private final ResolvedTopic resolved = new ResolvedTopic("customer");

    private static RecordReader reader(KeyMode mode, List<String> keyFields, List<String> renames) {
        return new RecordReader(
                new ReadingRules(
                        mode,
                        true,
                        new FieldNaming(keyFields, List.of(), List.of(), renames),
                        new CollectionNaming("${entity}", List.of("order_line:lines"))),
                any -> List.of());
    }

    private static RowChange change(RecordReader reader, SinkRecord record) {
        return (RowChange) reader.read(record);
    }

    private SinkRecord valued(Schema schema, Struct value) {
        return plain.record(Schema.INT64_SCHEMA, 1L, schema, value);
    }

    private static @Nullable Object value(RowChange change, String field) {
        return Objects.requireNonNull(change.row()).value(field);
    }

    @Test
    void a_resolved_record_has_its_key_from_the_text_and_its_types_from_the_value() {
        // When
        RowChange change = change(reader(KeyMode.AUTO, List.of(), List.of()), resolved.upsert(42, "Ada", 1L));

        // Then
        assertThat(change.entity()).isEqualTo("customer");
        assertThat(change.key().names()).containsExactly("id");
        assertThat(change.key().parts()).containsExactly("42");
        assertThat(change.key().fields().value("id")).isEqualTo(42L);
        assertThat(change.hlc()).isNotNull();
    }

    @Test
    void a_resolved_deletion_knows_its_key_fields_from_the_values_before_it() {
        // Given
        RecordReader reader = reader(KeyMode.AUTO, List.of(), List.of());
        reader.read(resolved.upsert(1, "Ada", 1L));

        // When
        RowChange deletion = change(reader, resolved.delete(2));

        // Then
        assertThat(deletion.isDeletion()).isTrue();
        assertThat(deletion.key().names()).containsExactly("id");
        assertThat(deletion.key().fields().value("id")).isEqualTo("2");
    }

    @Test
    void a_resolved_deletion_whose_key_fields_nothing_tells_says_what_to_set() {
        assertThatThrownBy(() -> reader(KeyMode.AUTO, List.of(), List.of()).read(resolved.delete(2)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("primary.key.fields");
    }

    @Test
    void key_fields_of_one_entity_take_precedence() {
        // Given
        RecordReader reader =
                reader(KeyMode.AUTO, List.of("id", "customer:code", "customer:country"), List.of("code:number"));
        SinkRecord record = new SinkRecord("bridge.resolved.customer", 0, null, "customer/7/CH", null, null, 5);
        record.headers().addString("eb-seq", "0000000000000001");

        // When
        RowChange change = change(reader, record);

        // Then
        assertThat(change.key().names()).containsExactly("number", "country");
        assertThat(change.key().parts()).containsExactly("7", "CH");
    }

    @Test
    void without_the_header_the_sequence_is_the_offset() {
        // Given
        SinkRecord record = new SinkRecord("customer", 0, null, Map.of("id", 1L), null, Map.of("name", "Ada"), 255);

        // When
        RowChange change = change(reader(KeyMode.AUTO, List.of(), List.of()), record);

        // Then
        assertThat(change.sequence()).hasToString("00000000000000ff");
        assertThat(change.hlc()).isNull();
    }

    @Test
    void null_stays_null_where_the_schema_has_a_default() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field("level", SchemaBuilder.int32().optional().defaultValue(5).build())
                .build();
        Struct value = new Struct(schema).put("level", null);

        // When
        RowChange change = change(reader(KeyMode.RECORD_KEY, List.of("id"), List.of()), valued(schema, value));

        // Then
        assertThat(value(change, "level")).isNull();
        assertThat(Objects.requireNonNull(change.row()).shape().has("level")).isTrue();
    }

    @Test
    void a_value_that_the_source_did_not_send_is_not_a_field_of_the_row() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field("note", Schema.OPTIONAL_STRING_SCHEMA)
                .field("photo", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct value = new Struct(schema)
                .put("note", StructShape.UNAVAILABLE)
                .put("photo", StructShape.UNAVAILABLE.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .put("name", "Ada");

        // When
        RowChange change = change(reader(KeyMode.RECORD_KEY, List.of("id"), List.of()), valued(schema, value));

        // Then
        assertThat(Objects.requireNonNull(change.row()).shape().names()).containsExactly("id", "name");
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // Connect's own logical types are java.util.Date
    void logical_types_of_connect_become_the_canonical_ones() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
                .field("time", Time.SCHEMA)
                .field("moment", Timestamp.SCHEMA)
                .field("small", Schema.INT8_SCHEMA)
                .build();
        Struct value = new Struct(schema)
                .put("day", new Date(86_400_000L))
                .put("time", new Date(1_500L))
                .put("moment", new Date(-1L))
                .put("small", (byte) -3);

        // When
        RowChange change = change(reader(KeyMode.RECORD_KEY, List.of("id"), List.of()), valued(schema, value));

        // Then
        assertThat(value(change, "day")).isEqualTo(LocalDate.of(1970, 1, 2));
        assertThat(value(change, "time")).isEqualTo(Duration.ofMillis(1_500));
        assertThat(value(change, "moment")).isEqualTo(LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000));
        assertThat(value(change, "small")).isEqualTo(-3);
    }

    @Test
    void a_text_that_is_no_time_is_poison_and_the_reason_does_not_repeat_it() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field(
                        "at",
                        SchemaBuilder.string()
                                .name("io.debezium.time.ZonedTimestamp")
                                .build())
                .build();

        // When / Then
        assertThatThrownBy(() -> reader(KeyMode.RECORD_KEY, List.of("id"), List.of())
                        .read(valued(schema, new Struct(schema).put("at", "a secret"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field at")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_value_that_is_no_row_is_poison() {
        assertThatThrownBy(() -> reader(KeyMode.RECORD_KEY, List.of("id"), List.of())
                        .read(plain.record(Schema.INT64_SCHEMA, 1L, Schema.STRING_SCHEMA, "text")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("value.converter");
    }

    @Test
    void the_place_in_kafka_can_be_the_key() {
        // When
        RowChange change =
                change(reader(KeyMode.KAFKA, List.of(), List.of()), plain.record(null, null, null, Map.of("n", 1L)));

        // Then
        assertThat(change.key().parts()).containsExactly("server.shop.customer", "0", "0");
    }

    @Test
    void truncates_and_messages_are_no_rows() {
        // Given
        RecordReader reader = reader(KeyMode.AUTO, List.of(), List.of());

        // When / Then
        assertThat(reader.read(plain.event(1, "t", null, null))).isEqualTo(Skipped.TRUNCATE);
        assertThat(reader.read(plain.event(1, "m", null, null))).isEqualTo(Skipped.NO_ROW);
    }

    @Test
    void an_entity_may_have_a_collection_of_another_name() {
        // When
        RowChange change = change(
                reader(KeyMode.AUTO, List.of("id"), List.of()),
                new SinkRecord("shop.order_line", 0, null, 1L, null, Map.of("n", 1L), 0));

        // Then
        assertThat(change.collection()).isEqualTo("lines");
    }

    @Test
    void key_text_is_the_same_for_equal_keys() {
        assertThat(KeyText.of(FieldType.DECIMAL, new BigDecimal("1.500"))).isEqualTo("1.5");
        assertThat(KeyText.of(FieldType.DECIMAL, new BigDecimal("0.00"))).isEqualTo("0");
        assertThat(KeyText.of(FieldType.DECIMAL, new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(KeyText.of(FieldType.BYTES, new byte[] {0, (byte) 0xAB})).isEqualTo("00ab");
        assertThat(KeyText.of(FieldType.UUID, "0B7E")).isEqualTo("0b7e");
    }
}
