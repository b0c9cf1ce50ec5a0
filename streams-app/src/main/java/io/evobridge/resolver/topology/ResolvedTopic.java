package io.evobridge.resolver.topology;

import io.evobridge.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/** The topic of a resolved record: that of the entity which its key names. The processor knows the entity already. */
final class ResolvedTopic implements TopicNameExtractor<byte[], byte[]> {

    private final Topics topics;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    ResolvedTopic(Topics topics) {
        this.topics = topics;
    }

    @Override
    public String extract(byte[] key, byte[] value, RecordContext context) {
        int slash = 0;
        while (key[slash] != '/') {
            slash++;
        }
        return names.computeIfAbsent(new String(key, 0, slash, StandardCharsets.US_ASCII), topics::resolved);
    }
}
