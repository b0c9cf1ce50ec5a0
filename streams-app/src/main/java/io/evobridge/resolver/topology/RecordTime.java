package io.evobridge.resolver.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The Kafka timestamp of a record; 0 where it has none, because the default would stop the resolver there. */
public final class RecordTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionMillis) {
        return Math.max(0, record.timestamp());
    }
}
