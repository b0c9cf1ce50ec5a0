package io.evobridge.resolver.query;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/**
 * Where logs end, and how far groups have come in them. Ends count what is not committed yet: whatever a producer was told
 * is stored is before them. An answer may tell of more than was asked, and is never older than the question.
 */
interface LogEnds extends AutoCloseable {

    /** The offset behind the last record of each. */
    CompletionStage<Map<TopicPartition, Long>> ends(Set<TopicPartition> partitions);

    /** The end as it was when it was last asked for; empty where it never was. */
    OptionalLong known(TopicPartition partition);

    /** The offset behind the last record before a time in milliseconds since 1970 UTC. */
    CompletionStage<Map<TopicPartition, Long>> before(Set<TopicPartition> partitions, long millis);

    /** Next offset that each partition's reader has committed; none for a partition that it never has. */
    CompletionStage<Map<TopicPartition, Long>> committed(String group);

    @Override
    void close();
}
