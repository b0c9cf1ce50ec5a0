package io.evobridge.sink.common.row;

import io.evobridge.contract.Hlc;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record understood as a change of one row: what a writer gets.
 *
 * @param source the record as Connect delivered it; a writer needs it for nothing but messages
 * @param collection name in the target: table, key prefix, measurement
 * @param key which row
 * @param row all fields, key fields too, after renaming; null for a deletion. A field whose value the source did not
 *     send (an unchanged TOAST value) is not in the shape: leave it as it is in the target
 * @param provenance what the headers say
 */
public record RowChange(
        SinkRecord source,
        String collection,
        RowKey key,
        @Nullable Row row,
        Provenance provenance) implements Reading {

    public boolean isDeletion() {
        return row == null;
    }

    public String entity() {
        return key.entity();
    }

    public Sequence sequence() {
        return provenance.sequence();
    }

    /** Clock reading of the write; null on records that Evobridge did not produce. */
    public @Nullable Hlc hlc() {
        return provenance.hlc();
    }

    public long offset() {
        return source.kafkaOffset();
    }

    public TopicPartition partition() {
        return new TopicPartition(source.topic(), source.kafkaPartition());
    }

    /** Where the record stands, for messages: topic-partition@offset. */
    public String position() {
        return positionOf(source);
    }

    /** Where a record stands, for messages: topic-partition@offset. */
    public static String positionOf(SinkRecord record) {
        return record.topic() + '-' + record.kafkaPartition() + '@' + record.kafkaOffset();
    }

    @Override
    public String toString() {
        return "RowChange[" + position() + (isDeletion() ? " deletes from " : " upserts into ") + collection + "]";
    }
}
