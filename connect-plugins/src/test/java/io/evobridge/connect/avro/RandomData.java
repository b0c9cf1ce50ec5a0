package io.evobridge.connect.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** Connect schemas and values by chance, the same for the same seed. */
final class RandomData {

    private static final List<String> NAMES = List.of(
            "io.debezium.time.Date",
            "io.debezium.data.Json",
            "io.debezium.data.Uuid",
            "io.debezium.time.MicroTimestamp",
            "io.debezium.time.ZonedTimestamp");

    private final Random random;
    private int records;

    RandomData(long seed) {
        this.random = new Random(seed);
    }

    /** A struct; deeper and wider with the size. */
    Schema struct(int size) {
        SchemaBuilder builder = SchemaBuilder.struct().name("io.evobridge.random.r" + records++);
        int fields = 1 + random.nextInt(1 + size);
        for (int i = 0; i < fields; i++) {
            builder.field("f" + i, any(size / 2));
        }
        return sometimesOptional(builder).build();
    }

    private Schema any(int size) {
        int kind = random.nextInt(size > 0 ? 20 : 16);
        return switch (kind) {
            case 0 -> scalar(SchemaBuilder.bool(), true);
            case 1 -> scalar(SchemaBuilder.int8(), (byte) random.nextInt());
            case 2 -> scalar(SchemaBuilder.int16(), (short) random.nextInt());
            case 3, 4 -> scalar(SchemaBuilder.int32(), random.nextInt());
            case 5, 6 -> scalar(SchemaBuilder.int64(), random.nextLong());
            case 7 -> scalar(SchemaBuilder.float32(), random.nextFloat());
            case 8 -> scalar(SchemaBuilder.float64(), random.nextDouble());
            case 9, 10 -> scalar(SchemaBuilder.string(), text());
            case 11 -> scalar(SchemaBuilder.bytes(), null);
            case 12 -> scalar(Decimal.builder(random.nextInt(12) - 2), null);
            case 13 -> scalar(Date.builder(), null);
            case 14 -> scalar(Time.builder(), null);
            case 15 -> scalar(Timestamp.builder(), null);
            case 16 -> sometimesOptional(SchemaBuilder.array(any(size - 1))).build();
            case 17 ->
                sometimesOptional(SchemaBuilder.map(Schema.STRING_SCHEMA, any(size - 1)))
                        .build();
            case 18 ->
                sometimesOptional(SchemaBuilder.map(Schema.INT32_SCHEMA, any(size - 1))
                                .name("io.evobridge.random.m" + records++))
                        .build();
            default -> struct(size - 1);
        };
    }

    private Schema scalar(SchemaBuilder builder, @Nullable Object defaultValue) {
        boolean plain = builder.name() == null;
        if (plain && random.nextInt(4) == 0) {
            builder.name(NAMES.get(random.nextInt(NAMES.size()))).version(1).doc(text());
            builder.parameter("b", text()).parameter("a", text());
        }
        if (plain && defaultValue != null && random.nextInt(4) == 0) {
            builder.defaultValue(defaultValue);
        }
        return sometimesOptional(builder).build();
    }

    private SchemaBuilder sometimesOptional(SchemaBuilder builder) {
        return random.nextBoolean() ? builder.optional() : builder;
    }

    /** A value; never a null at the top. */
    Struct value(Schema schema) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            struct.put(field, maybe(field.schema()));
        }
        return struct;
    }

    private @Nullable Object maybe(Schema schema) {
        return schema.isOptional() && random.nextInt(3) == 0 ? null : present(schema);
    }

    /** Connect's logical types are {@link java.util.Date} by their definition. */
    @SuppressWarnings("JavaUtilDate")
    private Object present(Schema schema) {
        return switch (LogicalForm.of(schema)) {
            case DECIMAL ->
                new BigDecimal(
                        new BigInteger(1 + random.nextInt(200), random).subtract(BigInteger.TEN),
                        Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD)));
            case DATE -> new java.util.Date(86_400_000L * (random.nextInt(80_000) - 40_000));
            case TIME -> new java.util.Date(random.nextInt(86_400_000));
            case TIMESTAMP -> new java.util.Date(random.nextLong(4_000_000_000_000L) - 2_000_000_000_000L);
            case PLAIN -> plain(schema);
        };
    }

    private Object plain(Schema schema) {
        return switch (schema.type()) {
            case BOOLEAN -> random.nextBoolean();
            case INT8 -> (byte) random.nextInt();
            case INT16 -> (short) random.nextInt();
            case INT32 -> random.nextInt();
            case INT64 -> random.nextLong();
            case FLOAT32 -> Float.intBitsToFloat(random.nextInt());
            case FLOAT64 -> Double.longBitsToDouble(random.nextLong());
            case STRING -> text();
            case BYTES -> bytes();
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(maybe(schema.valueSchema()));
                }
                yield items;
            }
            case MAP -> {
                Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    entries.put(present(schema.keySchema()), maybe(schema.valueSchema()));
                }
                yield entries;
            }
            case STRUCT -> value(schema);
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int point = random.nextInt(0x11000);
            text.appendCodePoint(Character.isSurrogate((char) point) ? 'x' : point);
        }
        return text.toString();
    }
}
