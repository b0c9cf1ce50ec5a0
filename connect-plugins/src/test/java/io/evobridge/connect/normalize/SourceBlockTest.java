package io.evobridge.connect.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceBlockTest {

    private static final Schema BINLOG = SchemaBuilder.struct()
            .field("connector", Schema.STRING_SCHEMA)
            .field("ts_us", Schema.INT64_SCHEMA)
            .build();

    private static final Schema WAL = SchemaBuilder.struct()
            .field("lsn", Schema.INT64_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            mariadb | 7000000 | 7000001 | 7000001
            mariadb | 7000000 | 7999999 | 7999999
            mariadb | 7000000 | 9000000 | 7999999
            mariadb | 7000000 | 6000000 | 7000000
            mariadb | 7000000 | none    | 7000000
            mysql   | 7000000 | 7000001 | 7000000
            """)
    void wholeSecondsAreMadeFinerInsideTheirSecond(
            String connector, long logged, @Nullable Long captured, long expected) {
        Struct source = new Struct(BINLOG).put("connector", connector).put("ts_us", logged);

        assertThat(new SourceBlock(BINLOG).commitMicros(source, captured)).isEqualTo(expected);
    }

    @Test
    void theLsnInPostgreSqlsTransactionMetadataIsNoPartOfTheTransaction() {
        SourceBlock block = new SourceBlock(WAL);
        Struct bare = new Struct(WAL).put("lsn", 512L);

        assertThat(block.transaction(bare, "77:512")).isEqualTo("77");
        assertThat(block.transaction(bare, null)).isNull();
        assertThat(block.transaction(new Struct(WAL).put("lsn", 512L).put("txId", 78L), "77:512"))
                .isEqualTo("78");
    }
}
