package io.evobridge.connect.normalize;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.contract.Headers;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables whose columns differ from the entity's fields in more than their names. */
class ColumnRulesTest {

    private static final Schema ROW = CapturedTable.row()
            .field("no", Schema.INT64_SCHEMA)
            .field("tenant", Schema.OPTIONAL_STRING_SCHEMA)
            .field("first", Schema.OPTIONAL_STRING_SCHEMA)
            .field("last", Schema.OPTIONAL_STRING_SCHEMA)
            .field("cents", Schema.OPTIONAL_INT32_SCHEMA)
            .field("active", Schema.OPTIONAL_STRING_SCHEMA)
            .field("age", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static final Map<String, String> RULES = Map.of(
            "entity.client.columns", "id:no,balance:cents",
            "entity.client.conversions", "balance:scale:2,active:values:Y=true;N=false,age:number",
            "entity.client.splits", "name:%20:first:last",
            "entity.client.constants", "tenant:acme");

    private final CapturedTable mysql = CapturedTable.mysql("crm", "client", ROW, "no");
    private final CapturedTable postgres = CapturedTable.postgres("crm", "client", ROW, "no");
    private final CapturedTable keyed = CapturedTable.postgres("crm", "client", ROW, "no", "tenant");

    @Test
    void aRowBecomesTheEntitysFields() {
        // When
        Struct after = requireNonNull(event(mysql, "c", null, row("acme", "Y"))).getStruct("after");

        // Then
        assertThat(after.schema().fields())
                .extracting(field -> field.name())
                .containsExactly("id", "name", "balance", "active", "age");
        assertThat(after.get("name")).isEqualTo("Ada King Lovelace");
        assertThat(after.get("balance")).isEqualTo(new BigDecimal("12.50"));
        assertThat(after.schema().field("balance").schema().name()).isEqualTo(Decimal.LOGICAL_NAME);
        assertThat(after.get("active")).isEqualTo(true);
        assertThat(after.getStruct("age").getInt32("scale")).isZero();
    }

    @Test
    void nullsStayNullsAndAMissingPartIsLeftOut() {
        // Given
        Map<String, @Nullable Object> row = row("acme", null);
        row.put("first", null);
        row.put("cents", null);
        row.put("age", null);

        // When
        Struct after = requireNonNull(event(mysql, "c", null, row)).getStruct("after");

        // Then
        assertThat(after.get("name")).isEqualTo("King Lovelace");
        assertThat(after.get("balance")).isNull();
        assertThat(after.get("active")).isNull();
        assertThat(after.get("age")).isNull();
    }

    @Test
    void aValueThatCannotBeConvertedIsQuarantinedAndMendingItIsNot() {
        // When
        SourceRecord refused = requireNonNull(apply(mysql, "c", null, row("acme", "?")));
        Struct mended = requireNonNull(event(mysql, "u", row("acme", "?"), row("acme", "Y")));
        Struct deleted = requireNonNull(event(mysql, "d", row("acme", "?"), null));

        // Then
        assertThat(refused.topic()).isEqualTo("b.quarantine");
        assertThat(refused.key()).isEqualTo("client/5");
        assertThat(String.valueOf(refused.headers().lastWithName(Headers.REASON).value()))
                .isEqualTo(
                        "field active of entity client: the column holds a value that the mapping's values do not name;"
                                + " add it there, then write the row again");
        assertThat(mended.getStruct("before")).isNull();
        assertThat(mended.getStruct("after").get("active")).isEqualTo(true);
        assertThat(deleted.getString("op")).isEqualTo("d");
        assertThat(deleted.getStruct("before").get("id")).isEqualTo(5L);
    }

    @Test
    void aConversionThatIsNotForTheColumnsTypeIsSaidSo() {
        SourceRecord refused = requireNonNull(smt(Map.of("entity.client.conversions", "first:scale:2"))
                .apply(mysql.change("c", null, row("acme", "Y"))));

        assertThat(String.valueOf(refused.headers().lastWithName(Headers.REASON).value()))
                .contains("column first of table crm.client: scale is for whole numbers and decimals");
    }

    @Test
    void rowsWithAnotherConstantAreNotOfTheEntity() {
        assertThat(apply(mysql, "c", null, row("other", "Y"))).isNull();
        assertThat(apply(mysql, "r", null, row("other", "?"))).isNull();
        assertThat(apply(mysql, "u", row("other", "Y"), row(null, "N"))).isNull();
        assertThat(apply(mysql, "d", row("other", "Y"), null)).isNull();
    }

    @Test
    void aRowThatLeavesTheEntityIsDeletedAndOneThatComesIsNew() {
        // When
        Struct leaves = requireNonNull(event(mysql, "u", row("acme", "Y"), row("other", "Y")));
        Struct comes = requireNonNull(event(mysql, "u", row("other", "Y"), row("acme", "Y")));

        // Then
        assertThat(leaves.getString("op")).isEqualTo("d");
        assertThat(leaves.getStruct("after")).isNull();
        assertThat(comes.getString("op")).isEqualTo("c");
        assertThat(comes.getStruct("before")).isNull();
    }

    @Test
    void anOldRowOfWhichTheLogTellsOnlyTheKeyIsNotGuessedAt() {
        // When
        SourceRecord refused = requireNonNull(apply(postgres, "d", Map.of("no", 5L), null));

        // Then
        assertThat(refused.topic()).isEqualTo("b.quarantine");
        assertThat(String.valueOf(refused.headers().lastWithName(Headers.REASON).value()))
                .contains("ALTER TABLE crm.client REPLICA IDENTITY FULL");
        assertThat(apply(postgres, "d", row(null, "Y"), null)).isNull();
    }

    @Test
    void aConstantInThePrimaryKeyIsNoPartOfTheEntitysKey() {
        // When
        Struct deleted = requireNonNull(event(keyed, "d", Map.of("no", 5L, "tenant", "acme"), null));

        // Then
        assertThat(deleted.getStruct("before").get("id")).isEqualTo(5L);
        assertThat(apply(keyed, "d", Map.of("no", 5L, "tenant", "other"), null)).isNull();
    }

    @Test
    void anUpdateThatOnlyMovesTextBetweenThePartsIsNoWriteOfTheEntity() {
        // Given
        Map<String, @Nullable Object> moved = row("acme", "Y");
        moved.put("first", "Ada King");
        moved.put("last", "Lovelace");

        // Then
        assertThat(apply(mysql, "u", row("acme", "Y"), moved)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            entity.client.conversions | a:scale:0     | must be a number of digits from -18 to 18, not 0
            entity.client.conversions | a:upper       | must be scale:<digits>, number or values
            entity.client.splits      | name:%20:a    | must be two or more different columns
            entity.client.constants   | tenant        | must be column:<value>
            """)
    void aMistakeNamesKeyAndRule(String key, String value, String rule) {
        assertThatThrownBy(() -> smt(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(rule);
    }

    private static Map<String, @Nullable Object> row(@Nullable String tenant, @Nullable String active) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("no", 5L);
        row.put("tenant", tenant);
        row.put("first", "Ada");
        row.put("last", "King Lovelace");
        row.put("cents", 1250);
        row.put("active", active);
        row.put("age", "36");
        return row;
    }

    private static @Nullable Struct event(
            CapturedTable table, String op, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        SourceRecord made = requireNonNull(apply(table, op, before, after));
        assertThat(made.topic()).isEqualTo("b.captured.n");
        assertThat(made.key()).isEqualTo("client/5");
        return (Struct) made.value();
    }

    private static @Nullable SourceRecord apply(
            CapturedTable table, String op, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        return smt(RULES).apply(table.change(op, before, after));
    }

    private static NormalizeChange<SourceRecord> smt(Map<String, String> rules) {
        Map<String, String> config = new HashMap<>(
                Map.of("bridge", "b", "node", "n", "entities", "client", "entity.client.table", "crm.client"));
        config.putAll(rules);
        NormalizeChange<SourceRecord> smt = new NormalizeChange<>();
        smt.configure(config);
        return smt;
    }
}
