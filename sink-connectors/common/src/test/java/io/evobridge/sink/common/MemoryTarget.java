package io.evobridge.sink.common;

import io.evobridge.sink.common.config.SinkConfig;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** A target in memory: can be away, refuses rows that are called poison, may store offsets. */
final class MemoryTarget {

    static final String POISON = "poison";

    final Map<String, Map<String, Row>> collections = new HashMap<>();
    final Map<TopicPartition, Long> offsets = new HashMap<>();
    final List<Integer> batchSizes = new ArrayList<>();

    /** Of each write of several partitions, how many. */
    final List<Integer> together = new ArrayList<>();

    boolean storesOffsets;
    boolean away;

    SinkTask task() {
        return new BatchingSinkTask<Settings>() {
            @Override
            protected Settings config(Map<String, String> properties) {
                return new Settings(properties);
            }

            @Override
            protected RowWriter writer(Settings config) {
                return new Writer();
            }
        };
    }

    @Nullable
    Row row(String collection, String key) {
        return collections.getOrDefault(collection, Map.of()).get(key);
    }

    static final class Settings extends SinkConfig {
        Settings(Map<String, String> properties) {
            super(definition(), properties);
        }
    }

    private final class Writer implements RowWriter {

        @Override
        public Map<TopicPartition, Long> open(Collection<TopicPartition> partitions) {
            refuseWhileAway();
            Map<TopicPartition, Long> stored = new LinkedHashMap<>(offsets);
            stored.keySet().retainAll(partitions);
            return stored;
        }

        @Override
        public WriteResult write(RowBatch batch) {
            refuseWhileAway();
            for (RowChange change : batch.changes()) {
                if (change.row() != null && POISON.equals(change.row().value("name"))) {
                    throw new DataException("a row may not be called poison");
                }
            }
            batchSizes.add(batch.size());
            int deleted = 0;
            for (RowChange change : batch.changes()) {
                Map<String, Row> rows = collections.computeIfAbsent(change.collection(), any -> new LinkedHashMap<>());
                if (change.row() == null) {
                    rows.remove(String.join("/", change.key().parts()));
                    deleted++;
                } else {
                    rows.put(String.join("/", change.key().parts()), change.row());
                }
            }
            if (storesOffsets) {
                offsets.put(batch.partition(), batch.nextOffset());
            }
            return WriteResult.written(batch.size() - deleted, deleted);
        }

        @Override
        public List<WriteResult> writeTogether(List<RowBatch> batches) {
            together.add(batches.size());
            return RowWriter.super.writeTogether(batches);
        }

        private void refuseWhileAway() {
            if (away) {
                throw new RetriableException("away");
            }
        }

        @Override
        public void close() {}
    }
}
