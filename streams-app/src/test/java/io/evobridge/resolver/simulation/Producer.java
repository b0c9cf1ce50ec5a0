package io.evobridge.resolver.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What the resolver has sent and Kafka has not acknowledged: each topic in order, topics in any order among each other.
 */
final class Producer {

    static final String CHANGELOG = "changelog";

    private static final int SELDOM = 8;

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final String slowTopic;

    Producer(String slowTopic) {
        this.slowTopic = slowTopic;
    }

    /** Names a topic and what happens to a record that arrives. */
    <T> void connect(String topic, Consumer<T> arrival) {
        channels.put(topic, new Channel(new ArrayDeque<>(), arrivalOf(arrival)));
    }

    void send(String topic, Object record) {
        Channel channel = channels.get(topic);
        if (channel == null) {
            throw new Violation("a record for nowhere: " + topic);
        }
        channel.unsent.add(record);
    }

    boolean isEmpty() {
        return channels.values().stream().allMatch(channel -> channel.unsent.isEmpty());
    }

    /** Some records of one topic arrive. */
    void deliverSome(Random random) {
        String[] all = channels.keySet().toArray(new String[0]);
        String topic = all[random.nextInt(all.length)];
        Channel channel = channels.get(topic);
        if (channel != null && (!topic.equals(slowTopic) || random.nextInt(SELDOM) == 0)) {
            deliver(channel, random.nextInt(channel.unsent.size() + 1));
        }
    }

    void deliverAll() {
        channels.values().forEach(channel -> deliver(channel, channel.unsent.size()));
    }

    /** The process died: what was on its way arrives up to some record, the rest is gone. */
    void crash(Random random, boolean nothingArrives) {
        channels.values().forEach(channel -> {
            if (!nothingArrives) {
                deliver(channel, random.nextInt(channel.unsent.size() + 1));
            }
            channel.unsent.clear();
        });
    }

    private static void deliver(Channel channel, int count) {
        for (int i = 0; i < count; i++) {
            channel.arrival.accept(channel.unsent.removeFirst());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Consumer<Object> arrivalOf(Consumer<T> arrival) {
        return record -> arrival.accept((T) record);
    }

    private record Channel(Deque<Object> unsent, Consumer<Object> arrival) {}
}
