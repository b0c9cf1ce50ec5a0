package io.evobridge.sink.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.sink.common.row.FieldType;
import io.evobridge.sink.common.row.RowField;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class MySqlTypesTest {

    private static String type(FieldType type, Schema schema) {
        return String.valueOf(MySqlTypes.of(new RowField("f", type, schema), false));
    }

    private static Schema decimal(int scale, String precision) {
        return Decimal.builder(scale)
                .parameter("connect.decimal.precision", precision)
                .build();
    }

    @Test
    void a_decimal_has_the_precision_and_scale_of_its_schema() {
        assertThat(type(FieldType.DECIMAL, decimal(4, "30"))).isEqualTo("DECIMAL(30,4)");
    }

    @Test
    void a_decimal_of_unknown_precision_takes_all_digits_that_there_are() {
        assertThat(type(FieldType.DECIMAL, Decimal.schema(2))).isEqualTo("DECIMAL(65,2)");
    }

    @Test
    void a_decimal_that_no_column_holds_becomes_text() {
        assertThat(type(FieldType.DECIMAL, decimal(40, "50"))).isEqualTo("LONGTEXT");
        assertThat(type(FieldType.DECIMAL, decimal(2, "70"))).isEqualTo("LONGTEXT");
    }

    @Test
    void bits_have_their_length_and_long_ones_become_bytes() {
        // Given
        Schema twelve = SchemaBuilder.bytes().parameter("length", "12").build();
        Schema hundred = SchemaBuilder.bytes().parameter("length", "100").build();

        // When / Then
        assertThat(type(FieldType.BITS, twelve)).isEqualTo("BIT(12)");
        assertThat(type(FieldType.BITS, hundred)).isEqualTo("LONGBLOB");
    }

    @Test
    void text_in_a_key_has_a_length_that_an_index_can_take() {
        assertThat(MySqlTypes.of(new RowField("f", FieldType.STRING, Schema.STRING_SCHEMA), true))
                .isEqualTo("VARCHAR(255)");
    }

    @Test
    void every_type_but_the_unknown_one_has_a_column() {
        for (FieldType type : FieldType.values()) {
            assertThat(MySqlTypes.of(new RowField("f", type, null), false) == null)
                    .as(type.name())
                    .isEqualTo(type == FieldType.UNKNOWN);
        }
    }
}
