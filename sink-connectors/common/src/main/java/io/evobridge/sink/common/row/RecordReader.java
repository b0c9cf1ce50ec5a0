package io.evobridge.sink.common.row;

import io.evobridge.contract.CanonicalKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Turns Kafka records of any common form into row changes. Not safe for use by several threads. */
public final class RecordReader {

    /** Shapes are per schema and entity; more than this many in use at once would be a schema per record. */
    private static final int MAX_SHAPES = 256;

    private static final List<String> KAFKA_FIELDS =
            List.of("__connect_topic", "__connect_partition", "__connect_offset");

    private final ReadingRules rules;
    private final BiFunction<String, Integer, List<String>> targetKeyFields;
    private final IdentityHashMap<Schema, Map<String, StructShape>> shapes = new IdentityHashMap<>();
    private final Map<String, List<String>> learnedKeyFields = new LinkedHashMap<>();

    /** As the other constructor, for a target that does not care how many key fields there are. */
    public RecordReader(ReadingRules rules, Function<String, List<String>> targetKeyFields) {
        this(rules, (collection, fieldCount) -> targetKeyFields.apply(collection));
    }

    /**
     * Reads by rules.
     *
     * @param rules what the configuration says
     * @param targetKeyFields collection and number of key fields → their names as the target knows them, empty where it
     *     does not; asked only for a deletion whose key is text and whose field names nothing else tells
     */
    public RecordReader(ReadingRules rules, BiFunction<String, Integer, List<String>> targetKeyFields) {
        this.rules = rules;
        this.targetKeyFields = targetKeyFields;
    }

    /** Throws DataException on a poison record, with the reason. */
    public Reading read(SinkRecord record) {
        Payload payload = Payload.of(record);
        if (payload.skipped() != null) {
            return payload.skipped();
        } else if (payload.deletes() && !rules.deleteEnabled()) {
            return Skipped.DELETE_DISABLED;
        }
        Provenance provenance = Provenance.of(record);
        KeyMode mode = rules.keyMode() != KeyMode.AUTO
                ? rules.keyMode()
                : provenance.resolved() ? KeyMode.CANONICAL_KEY : KeyMode.RECORD_KEY;
        CanonicalKey canonical = mode == KeyMode.CANONICAL_KEY ? canonicalKey(record) : null;
        String entity = canonical != null ? canonical.entity() : lastSegment(record.topic());
        String collection = rules.collections().collection(record.topic(), entity);
        Row image = payload.image() == null ? null : row(payload, entity);
        if (image == null && mode == KeyMode.RECORD_VALUE) {
            return Skipped.NO_ROW;
        }
        RowKey key = switch (mode) {
            case CANONICAL_KEY -> canonical(java.util.Objects.requireNonNull(canonical), collection, payload, image);
            case RECORD_VALUE -> keyOf(entity, valueKey(entity, java.util.Objects.requireNonNull(image)));
            case KAFKA -> keyOf(entity, kafkaKey(record));
            default -> keyOf(entity, recordKey(record, entity));
        };
        Row row = payload.deletes() || image == null ? null : withKey(image, key.fields());
        return new RowChange(record, collection, key, row, provenance);
    }

    private static CanonicalKey canonicalKey(SinkRecord record) {
        if (record.key() instanceof String text) {
            try {
                return CanonicalKey.parse(text);
            } catch (IllegalArgumentException e) {
                throw new DataException("the key is no canonical key (entity/part); check primary.key.mode", e);
            }
        }
        throw new DataException("the key is " + (record.key() == null ? "null" : "no text")
                + ", but a canonical key is text; set key.converter=org.apache.kafka.connect.storage.StringConverter"
                + " or change primary.key.mode");
    }

    private RowKey canonical(CanonicalKey key, String collection, Payload payload, @Nullable Row image) {
        List<String> names = rules.fields().keyTargets(key.entity());
        if (names.isEmpty() && payload.schema() != null) {
            names = learned(key, payload.schema());
        }
        if (names.isEmpty()) {
            names = learnedKeyFields.getOrDefault(key.entity(), List.of());
        }
        if (names.isEmpty()) {
            names = targetKeyFields.apply(collection, key.parts().size());
        }
        if (names.size() != key.parts().size()) {
            throw new DataException("the key of entity " + key.entity() + " has "
                    + key.parts().size() + " parts, but its key fields are " + names
                    + "; set primary.key.fields, for example " + key.entity() + ":id");
        }
        if (image != null && image.shape().hasAll(names)) {
            return new RowKey(key.entity(), key.parts(), image.only(names));
        }
        List<RowField> fields = names.stream()
                .map(name -> new RowField(name, FieldType.STRING, null))
                .toList();
        return new RowKey(key.entity(), key.parts(), new Row(new RowShape(fields), key.parts()));
    }

    private List<String> learned(CanonicalKey key, Schema schema) {
        List<String> required = structShape(schema, key.entity()).requiredTargets();
        if (required.size() == key.parts().size() && learnedKeyFields.size() < MAX_SHAPES) {
            learnedKeyFields.put(key.entity(), required);
        }
        return required;
    }

    private Row valueKey(String entity, Row image) {
        List<String> targets = rules.fields().keyTargets(entity);
        if (targets.isEmpty()) {
            throw new DataException("primary.key.mode=record_value needs primary.key.fields for entity " + entity);
        }
        if (!image.shape().hasAll(targets)) {
            throw new DataException("the value has the fields " + image.shape().names()
                    + ", but primary.key.fields asks for " + targets);
        }
        return image.only(targets);
    }

    private static Row kafkaKey(SinkRecord record) {
        return new Row(
                new RowShape(List.of(
                        new RowField(KAFKA_FIELDS.get(0), FieldType.STRING, Schema.STRING_SCHEMA),
                        new RowField(KAFKA_FIELDS.get(1), FieldType.INT32, Schema.INT32_SCHEMA),
                        new RowField(KAFKA_FIELDS.get(2), FieldType.INT64, Schema.INT64_SCHEMA))),
                List.of(record.topic(), record.kafkaPartition(), record.kafkaOffset()));
    }

    private Row recordKey(SinkRecord record, String entity) {
        Object key = record.key();
        List<String> targets = rules.fields().keyTargets(entity);
        if (key == null) {
            throw new DataException(
                    "the key is null; set primary.key.mode=record_value and primary.key.fields, or primary.key.mode=kafka");
        } else if (key instanceof Struct || key instanceof Map) {
            Row fields = key instanceof Struct struct
                    ? structShape(struct.schema(), entity).row(struct)
                    : schemaless((Map<?, ?>) key, entity);
            if (!fields.shape().hasAll(targets)) {
                throw new DataException("the key has the fields "
                        + fields.shape().names() + ", but primary.key.fields asks for " + targets);
            }
            return targets.isEmpty() ? fields : fields.only(targets);
        } else if (targets.size() != 1) {
            throw new DataException(
                    "the key is one value without a name; set primary.key.fields to the name of its field");
        }
        FieldConversion conversion =
                record.keySchema() == null ? FieldConversion.ofSchemaless(key) : FieldConversion.of(record.keySchema());
        String name = targets.get(0);
        return new Row(
                new RowShape(List.of(new RowField(name, conversion.type(), record.keySchema()))),
                Collections.singletonList(conversion.convert(name, key)));
    }

    private static RowKey keyOf(String entity, Row fields) {
        List<String> parts = new ArrayList<>(fields.values().size());
        for (int i = 0; i < fields.values().size(); i++) {
            Object value = fields.value(i);
            RowField field = fields.shape().fields().get(i);
            if (value == null) {
                throw new DataException(
                        "key field " + field.name() + " is null; a row without a key cannot be written");
            }
            parts.add(KeyText.of(field.type(), value));
        }
        return new RowKey(entity, parts, fields);
    }

    /** Key fields first, then what the value adds. */
    private static Row withKey(Row image, Row key) {
        if (image.shape().covers(key.shape())) {
            return image;
        }
        List<RowField> fields = new ArrayList<>(key.shape().fields());
        List<@Nullable Object> values = new ArrayList<>(key.values());
        for (int i = 0; i < image.values().size(); i++) {
            if (!key.shape().has(image.shape().fields().get(i).name())) {
                fields.add(image.shape().fields().get(i));
                values.add(image.value(i));
            }
        }
        return new Row(new RowShape(fields, image.shape().isPartial()), values);
    }

    private Row row(Payload payload, String entity) {
        return payload.image() instanceof Struct struct
                ? structShape(struct.schema(), entity).row(struct)
                : schemaless((Map<?, ?>) java.util.Objects.requireNonNull(payload.image()), entity);
    }

    private StructShape structShape(Schema schema, String entity) {
        if (shapes.size() >= MAX_SHAPES && !shapes.containsKey(schema)) {
            shapes.clear();
        }
        return shapes.computeIfAbsent(schema, any -> new LinkedHashMap<>())
                .computeIfAbsent(entity, any -> new StructShape(schema, entity, rules.fields()));
    }

    private Row schemaless(Map<?, ?> map, String entity) {
        List<RowField> fields = new ArrayList<>(map.size());
        List<@Nullable Object> values = new ArrayList<>(map.size());
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (name.equals(Payload.DELETED_FIELD)
                    || !rules.fields().writes(entity, name)
                    || StructShape.isUnavailable(value)) {
                return;
            }
            FieldConversion conversion = FieldConversion.ofSchemaless(value);
            fields.add(new RowField(rules.fields().target(entity, name), conversion.type(), null));
            values.add(conversion.convert(name, value));
        });
        return new Row(new RowShape(fields, map.values().stream().anyMatch(StructShape::isUnavailable)), values);
    }

    private static String lastSegment(String topic) {
        return topic.substring(topic.lastIndexOf('.') + 1);
    }
}
