package io.evobridge.load.scale;

import com.sun.management.OperatingSystemMXBean;
import io.evobridge.load.ProcessorTime;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a small request to Kafka and its answer cost client and broker in processor time. */
public final class RequestCost {

    private static final int BYTES = 200;
    private static final int WARM_UP = 20_000;
    private static final int REQUESTS = 20_000;

    private RequestCost() {}

    /**
     * Microseconds at both ends together. Nothing else may be going on in this process or at the broker.
     *
     * @param topic that exists
     * @param brokerPid of the one broker
     */
    public static double micros(String bootstrapServers, String topic, long brokerPid)
            throws ExecutionException, InterruptedException {
        var self = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            send(producer, topic, WARM_UP);
            long client = self.getProcessCpuTime();
            ProcessorTime broker = ProcessorTime.of(brokerPid);
            send(producer, topic, REQUESTS);
            long nanos = self.getProcessCpuTime()
                    - client
                    + ProcessorTime.of(brokerPid).nanosSince(broker);
            return nanos / 1_000.0 / REQUESTS;
        }
    }

    /** One after the other, so that each is a request of its own. */
    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, int times)
            throws ExecutionException, InterruptedException {
        for (int i = 0; i < times; i++) {
            producer.send(new ProducerRecord<>(topic, new byte[BYTES])).get();
        }
    }
}
