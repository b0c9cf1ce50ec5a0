package io.evobridge.sink.common;

import io.evobridge.sink.common.contract.AllTypes;
import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.SinkContractTest;
import io.evobridge.sink.common.row.JsonText;
import io.evobridge.sink.common.row.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** The contract on a target in memory: tests the task and the contract itself. */
class MemorySinkContractTest extends SinkContractTest {

    private final MemoryTarget target = new MemoryTarget();

    @Override
    protected SinkTask task() {
        return target.task();
    }

    @Override
    protected Map<String, String> config() {
        return Map.of("name", "memory", "primary.key.fields", "id");
    }

    @Override
    protected @Nullable Map<String, String> read(String entity, long id) {
        Row row = target.row(entity, Long.toString(id));
        if (row == null) {
            return null;
        }
        Map<String, String> text = new LinkedHashMap<>();
        row.shape().names().forEach(name -> {
            Object value = row.value(name);
            if (value != null) {
                text.put(name, value instanceof String plain ? plain : JsonText.of(value));
            }
        });
        return text;
    }

    @Override
    protected SinkRecord poison(ResolvedTopic topic, long id) {
        return topic.upsert(id, MemoryTarget.POISON, 1L);
    }

    @Override
    protected void stopTarget() {
        target.away = true;
    }

    @Override
    protected void startTarget() {
        target.away = false;
    }

    @Override
    protected Map<String, String> allTypes() {
        Map<String, String> texts = new LinkedHashMap<>();
        AllTypes.values().forEach((name, value) -> {
            if (value instanceof String || value instanceof Number) {
                texts.put(name, value.toString());
            }
        });
        texts.put("f_boolean", "true");
        texts.put("f_bytes", "\"AAH/\"");
        texts.put("f_variable_decimal", "1234.567");
        texts.put("f_date", "\"1969-12-31\"");
        texts.put("f_time", "\"-838:59:59.000001\"");
        texts.put("f_timestamp", "\"2027-01-15T08:00:00.123456\"");
        texts.put("f_zoned_timestamp", "\"2026-11-21T01:02:03.000004Z\"");
        texts.put("f_zoned_time", "\"01:02:03Z\"");
        texts.put("f_duration", "\"00:01:30\"");
        texts.put("f_array", "[\"a\",null]");
        texts.put("f_struct", "{\"city\":\"Bern\",\"floor\":null}");
        return texts;
    }
}
