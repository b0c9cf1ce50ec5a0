package io.evobridge.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.RegistryFrame;
import io.evobridge.registry.InMemoryRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Property: whatever Connect can hold comes back as it was. {@code -Dseed=} replays, {@code -Dseeds=} widens. */
class AvroRoundTripTest {

    private static final int SEEDS = Integer.getInteger("seeds", 300);

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroConverter converter = new AvroConverter(registry);

    AvroRoundTripTest() {
        converter.configure(Map.of("registry.url", "http://localhost:1", "registry.group", "shop"), false);
    }

    @Test
    void whateverConnectCanHoldComesBackAsItWas() throws IOException {
        Long only = Long.getLong("seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? SEEDS : only); seed++) {
            RandomData data = new RandomData(seed);
            Schema schema = data.struct((int) (2 + seed % 8));
            for (int i = 0; i < 5; i++) {
                check(seed, schema, data.value(schema));
            }
        }
    }

    @Test
    void damagedBytesNeverDoMoreThanFail() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            RandomData data = new RandomData(seed);
            Schema schema = data.struct((int) (2 + seed % 8));
            byte[] good = Objects.requireNonNull(converter.fromConnectData("t", schema, data.value(schema)));
            Random random = new Random(seed);
            for (int i = 0; i < 50 && good.length > RegistryFrame.HEADER_LENGTH; i++) {
                byte[] bytes = good.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
                }
                try {
                    converter.toConnectData("t", bytes);
                } catch (DataException expected) {
                    assertThat(expected).as("seed %d", seed).hasMessageContaining("content id");
                }
            }
        }
    }

    private void check(long seed, Schema schema, Struct value) throws IOException {
        // When
        byte[] bytes = Objects.requireNonNull(converter.fromConnectData("t", schema, value));
        SchemaAndValue back = converter.toConnectData("t", bytes);

        // Then
        assertThat(same(value, back.value()))
                .as("value, seed %d: %s", seed, value)
                .isTrue();
        assertThat(back.schema()).as("schema, seed %d", seed).isEqualTo(required(schema));
        GenericRecord stock = stock(bytes);
        for (Field field : schema.fields()) {
            assertThat(stock.get(field.name()) == null)
                    .as("null as the stock reader sees it, field %s, seed %d", field.name(), seed)
                    .isEqualTo(value.getWithoutDefault(field.name()) == null);
            if (value.getWithoutDefault(field.name()) instanceof Long number) {
                assertThat(stock.get(field.name())).isEqualTo(number);
            }
        }
    }

    private GenericRecord stock(byte[] bytes) throws IOException {
        org.apache.avro.Schema schema = registry.schema(RegistryFrame.contentId(bytes));
        // Through its text, as another process gets it.
        GenericDatumReader<GenericRecord> reader =
                new GenericDatumReader<>(new org.apache.avro.Schema.Parser().parse(schema.toString()));
        return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    }

    /** At the top, absence is a null record value, so optional is not kept. */
    private static Schema required(Schema s) {
        return new ConnectSchema(
                s.type(), false, null, s.name(), s.version(), s.doc(), s.parameters(), s.fields(), null, null);
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof byte[] || a instanceof ByteBuffer) {
            return Objects.deepEquals(a, b);
        } else if (a instanceof Collection<?> left && b instanceof Collection<?> right) {
            Object[] rights = right.toArray();
            int i = 0;
            for (Object each : left) {
                if (i >= rights.length || !same(each, rights[i++])) {
                    return false;
                }
            }
            return i == rights.length;
        } else if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            return left.size() == right.size()
                    && left.entrySet().stream().allMatch(e -> same(e.getValue(), right.get(e.getKey())));
        } else if (a instanceof Struct left && b instanceof Struct right) {
            return left.schema().fields().stream()
                    .allMatch(f -> same(left.getWithoutDefault(f.name()), right.getWithoutDefault(f.name())));
        }
        return Objects.equals(a, b);
    }
}
