package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;

class KafkaBrokerIT extends ServerContract<KafkaBroker> {

    private static final String TOPIC = "numbers";

    @Override
    KafkaBroker start(Path home) {
        var kafka = KafkaBroker.start(home);
        kafka.createTopics(1, Map.of(), TOPIC);
        return kafka;
    }

    @Override
    void write(KafkaBroker kafka, int number) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(config, new IntegerSerializer(), new IntegerSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, number, number)).get(60, TimeUnit.SECONDS);
        }
    }

    @Override
    void expect(KafkaBroker kafka, int number) throws Exception {
        TcpProbe.connect(kafka.host(), kafka.port());
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        var partition = new TopicPartition(TOPIC, 0);
        var found = new ArrayList<Integer>();
        try (var consumer = new KafkaConsumer<>(config, new IntegerDeserializer(), new IntegerDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition), Duration.ofSeconds(60))
                    .values();
            while (!end.contains(consumer.position(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> found.add(record.value()));
            }
        }
        assertThat(found).contains(number);
    }
}
