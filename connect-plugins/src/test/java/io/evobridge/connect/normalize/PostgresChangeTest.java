package io.evobridge.connect.normalize;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresChangeTest {

    private static final String PLACEHOLDER = "__debezium_unavailable_value";

    private static final Schema ROW = CapturedTable.row()
            .field("id", Schema.INT32_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .field("photo", Schema.OPTIONAL_BYTES_SCHEMA)
            .field(
                    "tags",
                    SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA)
                            .optional()
                            .build())
            .field(
                    "codes",
                    SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA).optional().build())
            .field("visits", Schema.INT64_SCHEMA)
            .build();

    private final CapturedTable things = CapturedTable.postgres("public", "things", ROW, "id");

    @Test
    void thePlaceInTheLogIsAfterThePreviousCommit() {
        Struct event = event("u", null, row("note", "n"));

        assertThat(event.getInt64("position_major")).isEqualTo(512);
        assertThat(event.getInt64("position_minor")).isEqualTo(512);
        assertThat(event.getString("transaction")).isEqualTo("77");
    }

    @Test
    void aSnapshotRowStandsBeforeTheFirstWriteAtItsPlace() {
        Struct event = event("r", null, row("note", "n"));

        assertThat(event.getInt64("position_major")).isEqualTo(512);
        assertThat(event.getInt64("position_minor")).isZero();
    }

    @Test
    void valuesThatTheLogLeftOutAreNamedNotGuessed() {
        Map<String, @Nullable Object> after = row("note", PLACEHOLDER);
        byte[] bytes = PLACEHOLDER.getBytes(StandardCharsets.UTF_8);
        after.put("photo", bytes);
        after.put("tags", List.of(PLACEHOLDER));
        after.put("codes", PLACEHOLDER.chars().boxed().toList());

        Struct event = event("u", null, after);

        assertThat(event.getArray("unavailable")).containsExactly("note", "photo", "tags", "codes");
        assertThat(event.getStruct("after").get("note")).isNull();
        assertThat(event.getStruct("after").get("visits")).isEqualTo(1L);
    }

    @Test
    void aDeletedRowOfWhichTheLogToldOnlyTheKeyHasOnlyTheKey() {
        Map<String, @Nullable Object> before = row("note", null);
        before.put("visits", 0L);

        Struct event = event("d", before, null);

        assertThat(event.getArray("unavailable")).containsExactly("note", "photo", "tags", "codes", "visits");
        assertThat(event.getStruct("before").get("id")).isEqualTo(5);
        assertThat(event.getStruct("before").get("visits")).isNull();
    }

    @Test
    void aDeletedRowThatTheLogToldInFullIsKept() {
        Struct event = event("d", row("note", "n"), null);

        assertThat(event.getArray("unavailable")).isEmpty();
        assertThat(event.getStruct("before").get("visits")).isEqualTo(1L);
    }

    private static Map<String, @Nullable Object> row(String column, @Nullable Object value) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", 5);
        row.put("visits", 1L);
        row.put(column, value);
        return row;
    }

    private Struct event(String op, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        NormalizeChange<SourceRecord> smt = new NormalizeChange<>();
        smt.configure(Map.of("bridge", "b", "node", "n", "entities", "thing", "entity.thing.table", "public.things"));
        SourceRecord made = requireNonNull(smt.apply(things.change(op, before, after)));
        assertThat(made.topic()).isEqualTo("b.captured.n");
        assertThat(made.key()).isEqualTo("thing/5");
        return (Struct) made.value();
    }
}
