package io.evobridge.connect.normalize;

import io.evobridge.contract.Headers;
import io.evobridge.contract.QuarantineStage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a record that cannot be understood into one for the quarantine topic: the original as JSON, why in headers. */
final class Quarantine {

    /** Bytes that the Avro converter writes as they are, without registry framing. */
    static final Schema RAW =
            SchemaBuilder.bytes().name("io.evobridge.Raw").optional().build();

    private static final Logger LOGGER = LoggerFactory.getLogger(Quarantine.class);

    private final String topic;
    private final JsonConverter values = new JsonConverter();
    private final JsonConverter keys = new JsonConverter();

    Quarantine(String topic) {
        this.topic = topic;
        values.configure(Map.of("schemas.enable", "true"), false);
        keys.configure(Map.of("schemas.enable", "false"), true);
    }

    /**
     * The record to send instead.
     *
     * @param key canonical key text; null where none could be built, then the key is the original as JSON
     * @param place where the record stood in its source, for a person
     */
    <R extends ConnectRecord<R>> R record(R record, @Nullable String key, String place, DataException reason) {
        LOGGER.warn("quarantined topic={} source={} reason={}", record.topic(), place, reason.getMessage());
        org.apache.kafka.connect.header.Headers headers = record.headers().duplicate();
        headers.addString(Headers.REASON, String.valueOf(reason.getMessage()));
        headers.addString(Headers.STAGE, QuarantineStage.NORMALIZE.toString());
        headers.addString(Headers.SOURCE, place);
        Throwable cause = reason.getCause() == null ? reason : reason.getCause();
        headers.addString(Headers.EXCEPTION, cause.getClass().getName());
        return record.newRecord(
                topic,
                null,
                Schema.OPTIONAL_STRING_SCHEMA,
                key != null ? key : keyJson(record),
                RAW,
                json(values, record.topic(), record.valueSchema(), record.value()),
                null,
                headers);
    }

    private @Nullable String keyJson(ConnectRecord<?> record) {
        if (record.key() == null) {
            return null;
        }
        return text(json(keys, record.topic(), record.keySchema(), record.key()));
    }

    /** A value that breaks its own schema has no JSON with schema; its text is then all that can be kept. */
    private static byte[] json(JsonConverter converter, String topic, Schema schema, Object value) {
        try {
            return converter.fromConnectData(topic, schema, value);
        } catch (DataException e) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
