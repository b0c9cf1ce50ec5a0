package io.evobridge.bridge.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.NodeType;
import io.evobridge.bridge.SqlTable;
import io.evobridge.bridge.sql.FoundColumn;
import io.evobridge.bridge.sql.FoundTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeContractTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "mysql | int | postgresql | integer | lossless |",
                "mysql | tinyint(1) | postgresql | boolean | lossy | holds 0 and 1 only",
                "postgresql | boolean | mysql | tinyint(1) | widening | as 0 and 1",
                "mysql | bit(1) | postgresql | boolean | lossless |",
                "mysql | int unsigned | postgresql | integer | lossy | holds -2147483648 to 2147483647 only",
                "mysql | int unsigned | postgresql | bigint | widening | holds more",
                "mysql | bigint(20) unsigned | postgresql | bigint | lossy | holds -9223372036854775808 to 9223372036854775807 only",
                "mysql | bigint unsigned | postgresql | numeric(20,0) | widening | holds more",
                "mysql | bigint unsigned | mariadb | bigint(20) unsigned | lossless |",
                "mysql | decimal(12,2) | postgresql | numeric(12,2) | lossless |",
                "mysql | decimal(12,2) | postgresql | numeric | widening | holds more",
                "postgresql | numeric | mysql | decimal(12,2) | lossy | holds 10 digits before the point and 2 behind it only",
                "mysql | decimal(12,2) | mysql | decimal(12,1) | lossy | holds 11 digits before the point and 1 behind it only",
                "mysql | decimal(12,2) | postgresql | double precision | lossy | is a binary float: near a decimal fraction, not equal",
                "mysql | bigint | postgresql | double precision | lossy | is a binary float: exact for whole numbers up to 9007199254740992 only",
                "mysql | int | postgresql | double precision | widening | holds more",
                "mysql | double | postgresql | real | lossy | has 7 significant digits instead of 15",
                "mysql | float | postgresql | double precision | widening | holds more",
                "postgresql | double precision | mysql | double | lossless |",
                "postgresql | double precision | mysql | decimal(65,30) | lossy | is a decimal, which few floats fit",
                "mysql | varchar(200) | mysql | varchar(50) | lossy | holds 50 characters only",
                "mysql | varchar(50) | postgresql | character varying(200) | widening | holds more",
                "mysql | varchar(100) | postgresql | text | widening | holds more",
                "mysql | mediumtext | postgresql | text | lossless |",
                "postgresql | text | mysql | text | lossy | holds 65535 characters only",
                "mysql | varchar(20000) | mariadb | text | lossy | holds 65535 bytes only",
                "postgresql | text | mysql | char(10) | lossy | holds 10 characters only",
                "postgresql | character varying(10) | mysql | char(10) | lossy | keeps no blanks at the end",
                "postgresql | text | mysql | longtext latin1 | lossy | has the character set latin1, which lacks characters",
                "mysql | varchar(9) latin1 | mariadb | varchar(9) latin1 | lossless |",
                "mysql | int | postgresql | text | widening | as text",
                "mysql | bigint | mysql | varchar(10) | lossy | holds 10 characters only",
                "mysql | varchar(10) | postgresql | integer | lossy | has no place for text",
                "mysql | datetime(6) | mysql | datetime(3) | lossy | rounds seconds to 3 digits behind the point",
                "mysql | datetime | postgresql | timestamp(6) without time zone | widening | holds more",
                "mysql | datetime(6) | postgresql | timestamp without time zone | lossless |",
                "mysql | datetime(6) | postgresql | timestamp with time zone | lossy | is a moment: a time without a zone is taken as UTC",
                "postgresql | timestamp with time zone | mysql | datetime(6) | lossy | has no zone: the moment is written as its time in UTC",
                "postgresql | timestamp with time zone | mysql | timestamp(6) | lossy | holds 1970 to 2038 only",
                "mysql | timestamp(6) | postgresql | timestamp with time zone | widening | holds more",
                "mysql | date | postgresql | date | lossless |",
                "mysql | date | mysql | datetime | widening | as midnight",
                "mysql | datetime | mysql | date | lossy | has no place for times without a zone",
                "mysql | time(6) | postgresql | time without time zone | lossy | holds 0 to 24 hours only",
                "postgresql | time(3) without time zone | mysql | time(3) | widening | holds more",
                "postgresql | time with time zone | mysql | varchar(32) | widening | as text",
                "mysql | year | postgresql | integer | widening | holds more",
                "mysql | json | postgresql | jsonb | lossless |",
                "mysql | json | postgresql | text | widening | as text",
                "postgresql | jsonb | mariadb | longtext | widening | as text",
                "mariadb | longtext | postgresql | jsonb | lossy | has no place for text",
                "mysql | enum('a','b') | mysql | enum('b','a') | lossless |",
                "mysql | enum('a','b') | mysql | enum('a','b','c') | widening | holds more",
                "mysql | enum('a','it''s') | mysql | enum('a') | lossy | has no word it's",
                "mysql | enum('small','large') | postgresql | character varying(4) | lossy | holds 4 characters only",
                "mysql | varchar(5) | mysql | enum('a','b') | lossy | holds a, b only",
                "mysql | set('a','b') | postgresql | text | widening | as text",
                "mysql | set('a','b') | mysql | enum('a','b') | lossy | has no place for sets of words",
                "mariadb | uuid | postgresql | uuid | lossless |",
                "postgresql | uuid | mysql | char(36) | widening | as text",
                "postgresql | uuid | mysql | binary(16) | lossy | has no place for UUIDs",
                "mysql | varbinary(16) | mysql | binary(16) | lossy | adds zeros at the end",
                "mysql | blob | postgresql | bytea | widening | holds more",
                "postgresql | bytea | mysql | blob | lossy | holds 65535 bytes only",
                "postgresql | bytea | mysql | longtext | lossy | has no place for bytes",
                "mysql | bit(8) | postgresql | bit(8) | lossless |",
                "postgresql | integer[] | mysql | json | widening | as JSON",
                "postgresql | integer[] | postgresql | integer[] | lossless |",
                "postgresql | inet | postgresql | inet | lossless |",
                "postgresql | inet | mysql | varchar(45) | lossy | holds 45 characters only",
                "mysql | point | mysql | geometry | widening | holds more",
                "postgresql | money | mysql | decimal(19,2) | widening | holds more",
                "mysql | double(10,2) | mysql | double | lossy | has no place for double[10, 2]",
            })
    void aWayFromColumnToColumnIsJudged(
            String from, String fromType, String to, String toType, String grade, String why) {
        TypeLine line = only(contract("""
                nodes:
                  a: {type: %s, direction: source, address: a, database: a}
                  b: {type: %s, direction: sink, address: b, database: b}
                entities:
                  thing: {key: [id]}
                """.formatted(from, to), Map.of("a", column(fromType), "b", column(toType))));

        assertThat(line.fit() + "|" + line.why())
                .isEqualTo(Grade.valueOf(grade.toUpperCase(Locale.ROOT)) + "|" + (why == null ? "" : why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "decimal(12,2) | {} | float | lossy | is a binary float: near a decimal fraction, not equal",
                "decimal(12,2) | {decimal.mode: string} | string | lossless | every value has an exact text",
                "bigint unsigned | {} | float | lossy | is a binary float: exact for whole numbers up to 9007199254740992 only",
                "bigint unsigned | {decimal.mode: integer} | integer | lossy | holds -9223372036854775808 to 9223372036854775807 only",
                "decimal(9,0) | {decimal.mode: integer} | integer | widening | holds more",
                "bigint | {} | integer | lossless |",
                "bit(1) | {} | boolean | lossless |",
                "datetime(6) | {} | string | lossless | every value has an exact text",
                "datetime(6) | {temporal.mode: micros} | integer | widening | as microseconds",
                "varchar(20) | {tags: [value]} | tag | lossy | is a tag: an empty one is none, and control characters become %XX",
                "enum('a','b') | {tags: [value]} | tag | lossless | every value has an exact text",
            })
    void influxDbHasTypesOfItsOwn(String column, String mapping, String type, String grade, String why) {
        TypeLine line = only(contract("""
                nodes:
                  a: {type: mysql, direction: source, address: a, database: a}
                  b: {type: influxdb, direction: sink, address: b, database: b}
                entities:
                  thing: {key: [id], mappings: {a: , b: %s}}
                """.formatted(mapping), Map.of("a", column(column))));

        assertThat(line.targetType()).isEqualTo(type);
        assertThat(line.fit().word() + "|" + line.why()).isEqualTo(grade + "|" + (why == null ? "" : why));
    }

    @Test
    void redisKeepsTheTextOfEveryValue() {
        TypeLine line = only(contract("""
                nodes:
                  a: {type: mysql, direction: source, address: a, database: a}
                  b: {type: redis, direction: sink, address: b}
                entities:
                  thing: {key: [id]}
                """, Map.of("a", column("decimal(65,30)"))));

        assertThat(line)
                .isEqualTo(new TypeLine(
                        "thing",
                        "value",
                        "a",
                        "decimal(65,30)",
                        "Decimal(65,30)",
                        "b",
                        "text",
                        Grade.LOSSLESS,
                        "every value has an exact text",
                        false));
    }

    @Test
    void whatIsLossyStandsInTheWayUntilItIsAccepted() {
        TypeContract refused = contract(TWO, Map.of("a", column("varchar(200)"), "b", column("varchar(50)")));

        assertThat(refused.problems())
                .containsExactly(
                        "entity thing: field value is lossy from a (varchar(200)) into b (varchar(50)), which holds"
                                + " 50 characters only: change the column, or accept it in the mapping of b: accept.lossy: [value]");

        TypeContract accepted = contract(
                TWO.replace("{key: [id]}", "{key: [id], mappings: {a: , b: {accept.lossy: [value]}}}"),
                Map.of("a", column("varchar(200)"), "b", column("varchar(50)")));

        assertThat(accepted.problems()).isEmpty();
        assertThat(only(accepted).accepted()).isTrue();
    }

    @Test
    void whatIsAcceptedMustBeAField() {
        TypeContract contract = contract(
                TWO.replace("{key: [id]}", "{key: [id], mappings: {a: , b: {accept.lossy: [vlaue]}}}"),
                Map.of("a", column("int"), "b", column("int")));

        assertThat(contract.problems())
                .containsExactly(
                        "entity thing: accept.lossy of node b has 'vlaue', which is no field; did you mean 'value'?");
    }

    @Test
    void nullHasNoPlaceInAColumnThatForbidsIt() {
        TypeContract contract = contract(
                TWO,
                Map.of("a", column("varchar(9)"), "b", new FoundColumn("varchar(5)", "", List.of(), false, false)));

        assertThat(only(contract).why()).isEqualTo("holds 5 characters only, and refuses null");
    }

    @Test
    void aFieldWithoutColumnIsSaidUnlessTheSinkMakesIt() {
        Map<String, FoundColumn> tables = Map.of("a", column("decimal(12,2)"));

        assertThat(contract(TWO, tables).problems())
                .containsExactly(
                        "entity thing: table b.thing of node b has no column for field value: add it, name it in"
                                + " 'columns' of the mapping, or leave it out with exclude: [value]");

        TypeContract made = contract(
                TWO.replace("{key: [id]}", "{key: [id], mappings: {a: , b: {schema.evolution: basic}}}"), tables);

        assertThat(made.problems()).isEmpty();
        assertThat(only(made).targetType()).isEqualTo("decimal(12,2) (new)");
        assertThat(only(made).fit()).isEqualTo(Grade.LOSSLESS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "decimal(12,2) | bigint | {scale: 2} | widening | holds more",
                "decimal(12,3) | bigint | {scale: 2} | lossy | holds 17 digits before the point and 2 behind it only",
                "tinyint(1) | char(1) | {values: {Y: true, N: false}} | lossy | has words for false, true only",
                "bit(1) | char(1) | {values: {Y: true, N: false}} | lossless |",
                "enum('new','old') | char(1) | {values: {N: new, O: old, X: gone}} | widening | holds more",
                "int | varchar(11) | {text: number} | widening | as text",
                "bigint | varchar(11) | {text: number} | lossy | holds 11 characters only",
            })
    void aColumnThatSaysAFieldOtherwiseIsJudgedByTheFieldsValues(
            String from, String to, String conversion, String grade, String why) {
        TypeLine line = only(contract(
                TWO.replace("{key: [id]}", "{key: [id], mappings: {a: , b: {convert: {value: " + conversion + "}}}}"),
                Map.of("a", column(from), "b", column(to))));

        assertThat(line.fit().word() + "|" + line.why()).isEqualTo(grade + "|" + (why == null ? "" : why));
    }

    @Test
    void eachOfTwoWritableDatabasesIsJudgedAsATarget() {
        TypeContract contract = contract(
                TWO.replace("direction: source", "direction: both").replace("direction: sink", "direction: both"),
                Map.of("a", column("int"), "b", column("bigint")));

        assertThat(contract.lines().stream().filter(line -> line.field().equals("value")))
                .extracting(line ->
                        line.source() + " " + line.target() + " " + line.fit().word())
                .containsExactly("b a lossy", "a b widening");
    }

    private static final String TWO = """
            nodes:
              a: {type: mysql, direction: source, address: a, database: a}
              b: {type: mysql, direction: sink, address: b, database: b}
            entities:
              thing: {key: [id]}
            """;

    /** Of tables named thing, with an id and perhaps a column named value. */
    private static TypeContract contract(String file, Map<String, FoundColumn> values) {
        Bridge bridge = BridgeFile.parse("bridge.yaml", """
                bridge: trading
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                """ + file, Map.of());
        Map<String, List<FoundTable>> tables = new LinkedHashMap<>();
        bridge.nodes().stream().filter(node -> node.type().isSql()).forEach(node -> {
            Map<String, FoundColumn> columns = new LinkedHashMap<>();
            columns.put(
                    "id",
                    new FoundColumn(
                            node.type() == NodeType.POSTGRESQL ? "integer" : "int", "", List.of(), false, false));
            if (values.containsKey(node.name())) {
                columns.put("value", values.get(node.name()));
            }
            String place = node.type() == NodeType.POSTGRESQL ? "public" : node.name();
            tables.put(node.name(), List.of(new FoundTable(new SqlTable(place, "thing"), columns, List.of("id"))));
        });
        return TypeContract.of(bridge, tables);
    }

    private static TypeLine only(TypeContract contract) {
        return contract.lines().stream()
                .filter(line -> line.field().equals("value"))
                .findFirst()
                .orElseThrow();
    }

    /** Nullable; behind a blank the character set. */
    private static FoundColumn column(String type) {
        boolean latin = type.endsWith(" latin1");
        return new FoundColumn(type.replace(" latin1", ""), latin ? "latin1" : "", List.of(), true, false);
    }
}
