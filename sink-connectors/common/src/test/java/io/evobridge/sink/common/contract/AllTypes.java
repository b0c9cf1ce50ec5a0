package io.evobridge.sink.common.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** A record with one field for every logical type, each at an awkward value. */
public final class AllTypes {

    private static final Schema VARIABLE_DECIMAL = SchemaBuilder.struct()
            .name("io.debezium.data.VariableScaleDecimal")
            .field("scale", Schema.INT32_SCHEMA)
            .field("value", Schema.BYTES_SCHEMA)
            .optional()
            .build();
    private static final Schema GEOMETRY = SchemaBuilder.struct()
            .name("io.debezium.data.geometry.Geometry")
            .field("wkb", Schema.BYTES_SCHEMA)
            .field("srid", Schema.OPTIONAL_INT32_SCHEMA)
            .optional()
            .build();
    private static final Schema NESTED = SchemaBuilder.struct()
            .field("city", Schema.STRING_SCHEMA)
            .field("floor", Schema.OPTIONAL_INT32_SCHEMA)
            .optional()
            .build();

    private AllTypes() {}

    /** Field name → its schema, without the key field {@code id} (INT64). */
    public static Map<String, Schema> schemas() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        schemas.put("f_boolean", Schema.OPTIONAL_BOOLEAN_SCHEMA);
        schemas.put("f_int32", Schema.OPTIONAL_INT32_SCHEMA);
        schemas.put("f_int64", Schema.OPTIONAL_INT64_SCHEMA);
        schemas.put("f_float32", Schema.OPTIONAL_FLOAT32_SCHEMA);
        schemas.put("f_float64", Schema.OPTIONAL_FLOAT64_SCHEMA);
        schemas.put("f_string", Schema.OPTIONAL_STRING_SCHEMA);
        schemas.put("f_bytes", Schema.OPTIONAL_BYTES_SCHEMA);
        schemas.put(
                "f_decimal",
                Decimal.builder(4)
                        .parameter("connect.decimal.precision", "30")
                        .optional()
                        .build());
        schemas.put(
                "f_unsigned",
                Decimal.builder(0)
                        .parameter("connect.decimal.precision", "20")
                        .optional()
                        .build());
        schemas.put("f_variable_decimal", VARIABLE_DECIMAL);
        schemas.put("f_date", semantic(SchemaBuilder.int32(), "io.debezium.time.Date"));
        schemas.put("f_time", semantic(SchemaBuilder.int64(), "io.debezium.time.MicroTime"));
        schemas.put("f_timestamp", semantic(SchemaBuilder.int64(), "io.debezium.time.MicroTimestamp"));
        schemas.put("f_zoned_timestamp", semantic(SchemaBuilder.string(), "io.debezium.time.ZonedTimestamp"));
        schemas.put("f_zoned_time", semantic(SchemaBuilder.string(), "io.debezium.time.ZonedTime"));
        schemas.put("f_year", semantic(SchemaBuilder.int32(), "io.debezium.time.Year"));
        schemas.put("f_duration", semantic(SchemaBuilder.int64(), "io.debezium.time.MicroDuration"));
        schemas.put("f_json", semantic(SchemaBuilder.string(), "io.debezium.data.Json"));
        schemas.put("f_uuid", semantic(SchemaBuilder.string(), "io.debezium.data.Uuid"));
        schemas.put("f_enum", semantic(SchemaBuilder.string(), "io.debezium.data.Enum"));
        schemas.put("f_enum_set", semantic(SchemaBuilder.string(), "io.debezium.data.EnumSet"));
        schemas.put("f_xml", semantic(SchemaBuilder.string(), "io.debezium.data.Xml"));
        schemas.put(
                "f_bits",
                SchemaBuilder.bytes()
                        .name("io.debezium.data.Bits")
                        .parameter("length", "12")
                        .optional()
                        .build());
        schemas.put("f_geometry", GEOMETRY);
        schemas.put(
                "f_array",
                SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional().build());
        schemas.put("f_struct", NESTED);
        return schemas;
    }

    /** Field name → a value as a converter delivers it. */
    public static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("f_boolean", true);
        values.put("f_int32", Integer.MIN_VALUE);
        values.put("f_int64", Long.MAX_VALUE);
        values.put("f_float32", 1.5f);
        values.put("f_float64", 0.1);
        values.put("f_string", "it's \"über\"\n\\ 🦊");
        values.put("f_bytes", new byte[] {0, 1, (byte) 0xFF});
        values.put("f_decimal", new BigDecimal("-12345678901234567890.1234"));
        values.put("f_unsigned", new BigDecimal("18446744073709551615"));
        values.put(
                "f_variable_decimal",
                new Struct(VARIABLE_DECIMAL)
                        .put("scale", 3)
                        .put("value", BigInteger.valueOf(1_234_567).toByteArray()));
        values.put("f_date", -1);
        values.put("f_time", -3_020_399_000_001L);
        values.put("f_timestamp", 1_800_000_000_123_456L);
        values.put("f_zoned_timestamp", "2026-11-21T01:02:03.000004Z");
        values.put("f_zoned_time", "01:02:03Z");
        values.put("f_year", 2026);
        values.put("f_duration", 90_000_000L);
        values.put("f_json", "{\"a\":[1,null]}");
        values.put("f_uuid", "0b7e6f0a-7d3e-4a53-9d2c-7a4d2b6f1c11");
        values.put("f_enum", "small");
        values.put("f_enum_set", "red,blue");
        values.put("f_xml", "<a>1</a>");
        values.put("f_bits", new byte[] {0x05, 0x08});
        values.put(
                "f_geometry",
                new Struct(GEOMETRY)
                        .put("wkb", HexFormat.of().parseHex("0101000000000000000000f03f0000000000000040"))
                        .put("srid", null));
        values.put("f_array", java.util.Arrays.asList("a", null));
        values.put("f_struct", new Struct(NESTED).put("city", "Bern").put("floor", null));
        return values;
    }

    /** The whole record's schema: id, then every type. */
    public static Schema schema(String entity) {
        SchemaBuilder builder = SchemaBuilder.struct().name("io.evobridge.entity." + entity);
        builder.field("id", Schema.INT64_SCHEMA);
        schemas().forEach(builder::field);
        return builder.build();
    }

    public static Struct struct(String entity, long id) {
        Struct struct = new Struct(schema(entity)).put("id", id);
        values().forEach(struct::put);
        return struct;
    }

    /** The same fields, all null but the key. */
    public static Struct nulls(String entity, long id) {
        return new Struct(schema(entity)).put("id", id);
    }

    /** Names of all fields but the key. */
    public static List<String> names() {
        return List.copyOf(schemas().keySet());
    }

    private static Schema semantic(SchemaBuilder builder, String name) {
        return builder.name(name).version(1).optional().build();
    }
}
