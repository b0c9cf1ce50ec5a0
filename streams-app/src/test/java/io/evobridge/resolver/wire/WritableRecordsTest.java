package io.evobridge.resolver.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.evobridge.contract.EntitySchemas;
import io.evobridge.resolver.FakeRegistry;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.wire.WritableRecords.Fault;
import io.evobridge.resolver.wire.WritableRecords.WrongRecordException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON → Avro and back: what is shown can be written, and comes out as it went in. */
class WritableRecordsTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final SchemaCatalog catalog = new SchemaCatalog(new FakeRegistry(), "test", () -> 0L);
    private final WritableRecords writable = new WritableRecords(catalog);
    private final ReadableRecords readable = new ReadableRecords(catalog);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
            truth     | true
            small     | -2147483648
            big       | 9223372036854775807
            single    | 1.5
            real      | 1.0E300
            real      | "NaN"
            price     | 12345678.90
            any       | 1.2345678901234567890123
            day       | "2026-11-28"
            at        | "1969-12-31T23:59:59.000001"
            clock     | "23:59:59.999999"
            clock     | -3600000000
            zoned     | "2026-11-28T09:30:00.5Z"
            zonedtime | "09:30:00Z"
            uuid      | "0b5c1f9e-3c1b-4f5e-9d3e-2f1f6d9a7c11"
            doc       | "{\\"a\\": [1, 2]}"
            state     | "open"
            flags     | "r,x"
            photo     | "AAEC/w=="
            list      | [1,null,3]
            place     | {"x":1.5,"note":null}
            name      | "O'Hara ✓"
            name      | null
            """)
    void whatIsShownCanBeWrittenAndIsTheSameAgain(String field, String value) throws Exception {
        JsonNode record = json("{\"id\": 7, \"" + field + "\": " + value + "}");

        Image image = writable.image(schema(), record, key("7"));

        JsonNode shown = JSON.readTree(JSON.writeValueAsString(readable.image(image)));
        assertThat(shown.get(field)).isEqualTo(json(value));
        assertThat(writable.image(schema(), shown, key("7"))).isEqualTo(image);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
            truth     | 1                          | must be true or false
            small     | 2147483648                 | must be a whole number from -2147483648 to 2147483647
            small     | 1.5                        | must be a whole number
            small     | "1"                        | must be a whole number
            real      | "much"                     | must be a number, or NaN
            price     | 1.234                      | must be a number with at most 2 digits after the point
            price     | 123456789.00               | must be a number with at most 10 digits
            day       | "28.11.2026"               | must be a date such as 2026-11-28
            at        | "2026-11-28"               | must be a date and time without a zone
            at        | "2026-11-28T00:00:00.0000001" | at most microseconds
            clock     | "25:00:00"                 | must be a time such as
            zoned     | "2026-11-28T09:30:00"      | must be a date and time with a zone
            uuid      | "0b5c1f9e"                 | must be a UUID
            doc       | "{"                        | must be JSON
            state     | "opne"                     | must be one of open, closed, not 'opne'; did you mean 'open'?
            flags     | "r,y"                      | must be one of r, w, x, not 'y'
            photo     | "***"                      | must be bytes as base64
            list      | 1                          | must be an array
            place     | {"y":1.5}                  | has no member 'y'
            place     | {"note":"n"}               | its member 'x' must not be null
            nmae      | "Ada"                      | is no field of thing; did you mean 'name'?
            id        | 8                          | must be what the address says: 7
            id        | null                       | must not be null
            """)
    void whatATypeCannotHoldIsTold(String field, String value, String rule) throws Exception {
        WrongRecordException wrong = catchThrowableOfType(
                WrongRecordException.class,
                () -> writable.image(schema(), json("{\"" + field + "\": " + value + "}"), key("7")));

        assertThat(wrong.faults()).extracting(Fault::field).containsExactly(field);
        assertThat(wrong.faults().get(0).rule()).contains(rule);
    }

    @Test
    void everyFaultIsNamed() throws Exception {
        WrongRecordException wrong = catchThrowableOfType(
                WrongRecordException.class,
                () -> writable.image(schema(), json("{\"truth\": 1, \"other\": 2, \"small\": \"x\"}"), key("7")));

        assertThat(wrong.faults()).extracting(Fault::field).containsExactlyInAnyOrder("truth", "other", "small");
    }

    @Test
    void aFieldThatEveryRecordMustHaveIsMissed() throws Exception {
        Schema strict = SchemaBuilder.record("thing")
                .namespace(EntitySchemas.IMAGE_NAMESPACE)
                .fields()
                .requiredLong("id")
                .requiredString("name")
                .endRecord();

        WrongRecordException wrong =
                catchThrowableOfType(WrongRecordException.class, () -> writable.image(strict, json("{}"), key("7")));

        assertThat(wrong.faults()).containsExactly(new Fault("name", "is missing: every record must have it"));
    }

    @Test
    void aSetAndADocumentCanBeWrittenAsTheyAreToo() throws Exception {
        Image image = writable.image(schema(), json("{\"flags\": [\"x\", \"r\"], \"doc\": {\"a\": 1}}"), key("7"));

        assertThat(readable.image(image)).containsEntry("flags", "r,x").containsEntry("doc", "{\"a\":1}");
    }

    private static SortedMap<String, String> key(String id) {
        return new TreeMap<>(Map.of("id", id));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    private static Schema schema() {
        Schema place = SchemaBuilder.record("place")
                .fields()
                .requiredDouble("x")
                .optionalString("note")
                .endRecord();
        Schema price = LogicalTypes.decimal(10, 2).addToSchema(Schema.create(Schema.Type.BYTES));
        SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("thing")
                .namespace(EntitySchemas.IMAGE_NAMESPACE)
                .fields()
                .requiredLong("id");
        Map<String, Schema> types = new TreeMap<>();
        types.put("truth", Schema.create(Schema.Type.BOOLEAN));
        types.put("small", Schema.create(Schema.Type.INT));
        types.put("big", Schema.create(Schema.Type.LONG));
        types.put("single", Schema.create(Schema.Type.FLOAT));
        types.put("real", Schema.create(Schema.Type.DOUBLE));
        types.put("price", price);
        types.put("any", AvroDecimal.VARIABLE);
        types.put("day", named(Schema.Type.INT, "io.debezium.time.Date"));
        types.put("at", named(Schema.Type.LONG, "io.debezium.time.MicroTimestamp"));
        types.put("clock", named(Schema.Type.LONG, "io.debezium.time.MicroTime"));
        types.put("zoned", named(Schema.Type.STRING, AvroText.ZONED_TIMESTAMP));
        types.put("zonedtime", named(Schema.Type.STRING, "io.debezium.time.ZonedTime"));
        types.put("uuid", named(Schema.Type.STRING, "io.debezium.data.Uuid"));
        types.put("doc", named(Schema.Type.STRING, "io.debezium.data.Json"));
        types.put("state", allowing("io.debezium.data.Enum", "open,closed"));
        types.put("flags", allowing(AvroText.ENUM_SET, "r,w,x"));
        types.put("photo", Schema.create(Schema.Type.BYTES));
        types.put("list", Schema.createArray(Nullables.nullable(Schema.create(Schema.Type.LONG))));
        types.put("place", place);
        types.put("name", Schema.create(Schema.Type.STRING));
        types.forEach(
                (name, type) -> fields.name(name).type(Nullables.nullable(type)).withDefault(null));
        return fields.endRecord();
    }

    private static Schema named(Schema.Type type, String name) {
        Schema schema = Schema.create(type);
        schema.addProp("connect.name", name);
        return schema;
    }

    private static Schema allowing(String name, String allowed) {
        Schema schema = named(Schema.Type.STRING, name);
        schema.addProp("connect.parameters", Map.of("allowed", allowed));
        return schema;
    }
}
