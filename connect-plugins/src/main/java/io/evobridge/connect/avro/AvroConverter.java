package io.evobridge.connect.avro;

import io.evobridge.connect.PluginVersion;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.registry.ApicurioRegistry;
import io.evobridge.registry.RegistryException;
import io.evobridge.registry.RegistryUnavailableException;
import io.evobridge.registry.SchemaNotFoundException;
import io.evobridge.registry.SchemaRegistry;
import io.evobridge.registry.SchemaRejectedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Connect's data ↔ registry-framed Avro (see {@link RegistryFrame}), as Apicurio's Avro serde writes and reads
 * it. A schema is translated once, then only values are written and read; every value of one content id comes back with
 * the same Connect schema instance.
 *
 * <p>Null is null both ways. Bytes whose schema is named {@link #RAW} are written as they are, without a frame.
 */
public final class AvroConverter implements Converter {

    /** Name of the schema of bytes that pass unchanged. */
    public static final String RAW = "io.evobridge.Raw";

    private static final int EXPECTED_VALUE_LENGTH = 512;

    private @Nullable SchemaRegistry given;
    private @Nullable Session session;
    private boolean key;

    /** What one configuration needs at work. */
    private record Session(
            SchemaRegistry registry,
            String group,
            RegistryPatience patience,
            Writers writers,
            LastUsed<Integer, ValueReader> readers) {}

    /** For Connect, which calls {@link #configure} next. */
    public AvroConverter() {}

    /** With a registry other than the one that the configuration names. */
    AvroConverter(SchemaRegistry registry) {
        this.given = registry;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        AvroConverterConfig config = new AvroConverterConfig(configs);
        SchemaRegistry registry = given == null ? new ApicurioRegistry(config.registry()) : given;
        key = isKey;
        session = new Session(
                registry,
                config.group(),
                new RegistryPatience(config.outageTimeout()),
                new Writers(config.cacheSize()),
                new LastUsed<>(config.cacheSize()));
    }

    @Override
    public ConfigDef config() {
        return AvroConverterConfig.CONFIG_DEF;
    }

    @Override
    public String version() {
        return PluginVersion.VALUE;
    }

    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (schema == null) {
            throw new DataException("a value without a schema cannot be written as Avro to topic " + topic
                    + "; give it one in the source or a transformation, or use another converter");
        }
        if (schema.type() == Schema.Type.BYTES && RAW.equals(schema.name())) {
            return raw(value);
        }
        Session with = configured();
        try {
            Writers.Entry entry = with.writers().of(schema);
            if (entry.contentId() < 0) {
                entry.registered(register(with, topic, entry.writer()));
            }
            return encode(entry, value);
        } catch (ClassCastException | AvroRuntimeException e) {
            throw new DataException("cannot write a value as Avro to topic " + topic + ": " + e.getMessage(), e);
        } catch (DataException e) {
            throw new DataException("cannot write a value as Avro to topic " + topic + ": " + e.getMessage(), e);
        }
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        if (value == null) {
            return SchemaAndValue.NULL;
        }
        if (!RegistryFrame.isFramed(value)) {
            throw new DataException("a value of " + value.length + " bytes in topic " + topic
                    + " is not registry-framed Avro (a zero byte, 4 bytes of content id, Avro);"
                    + " was it written with another converter?");
        }
        int contentId = RegistryFrame.contentId(value);
        ValueReader reader = reader(configured(), topic, contentId);
        try {
            AvroInput in = new AvroInput(value, RegistryFrame.HEADER_LENGTH);
            Object read = reader.read(in);
            in.end();
            return new SchemaAndValue(reader.schema(), read);
        } catch (IOException | AvroRuntimeException | DataException | ArithmeticException e) {
            throw new DataException(
                    "a value in topic " + topic + " is damaged, or was not written with its schema, content id "
                            + contentId + " (" + reader.schema().name() + "): " + e.getMessage(),
                    e);
        }
    }

    private static byte[] raw(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        return (byte[]) value;
    }

    private static byte[] encode(Writers.Entry entry, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(EXPECTED_VALUE_LENGTH);
        byte[] header = new byte[RegistryFrame.HEADER_LENGTH];
        RegistryFrame.writeHeader(header, entry.contentId());
        out.writeBytes(header);
        try {
            Encoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            entry.writer().write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    private int register(Session with, String topic, ValueWriter writer) {
        org.apache.avro.Schema schema = writer.schema();
        String artifactId = switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getFullName();
            default -> topic + (key ? "-key" : "-value");
        };
        return ask(with, topic, () -> with.registry().register(with.group(), artifactId, schema));
    }

    private static ValueReader reader(Session with, String topic, int contentId) {
        synchronized (with.readers()) {
            ValueReader known = with.readers().get(contentId);
            if (known != null) {
                return known;
            }
        }
        try {
            ValueReader compiled = ReaderCompiler.compile(
                    ask(with, topic, () -> with.registry().schema(contentId)));
            synchronized (with.readers()) {
                ValueReader earlier = with.readers().putIfAbsent(contentId, compiled);
                return earlier == null ? compiled : earlier;
            }
        } catch (DataException e) {
            throw new DataException(
                    "cannot read a value in topic " + topic + " with content id " + contentId + ": " + e.getMessage(),
                    e);
        }
    }

    private static <T> T ask(Session with, String topic, Supplier<T> call) {
        try {
            return with.patience().ask(call);
        } catch (SchemaRejectedException | SchemaNotFoundException e) {
            throw new DataException(e.getMessage(), e);
        } catch (RegistryUnavailableException e) {
            throw new IllegalStateException("patience turns this into a retriable exception", e);
        } catch (RegistryException e) {
            throw new ConnectException("topic " + topic + ": " + e.getMessage(), e);
        }
    }

    private Session configured() {
        if (session == null) {
            throw new IllegalStateException("configure() comes first");
        }
        return session;
    }
}
