package io.evobridge.load.merge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpServer;
import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.Node;
import io.evobridge.resolver.app.ResolverConfig;
import io.evobridge.resolver.app.StreamsSettings;
import io.evobridge.resolver.topology.RecordTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A Streams application that the resolver is compared with, in a process of its own: it reads the same captured topics
 * with the same settings. {@code copy} writes each record on as it is; {@code reduce} keeps the last value of each key
 * in a table and writes it on.
 */
public final class StreamsPeer {

    static final String COPY = "copy";
    static final String REDUCE = "reduce";
    static final String PORT_VARIABLE = "EVOBRIDGE_RESOLVER_HTTP_PORT";

    private StreamsPeer() {}

    /** Runs {@code copy} or {@code reduce} on the topics of a bridge file, until the process is ended. */
    public static void main(String[] arguments) throws IOException {
        String kind = arguments[0];
        Bridge bridge = BridgeFile.read(Path.of(arguments[1]), System.getenv());
        ResolverConfig config = ResolverConfig.of(bridge.resolver(), System.getenv());
        Properties settings = StreamsSettings.of(bridge, config, URI.create("http://127.0.0.1:1"));
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, bridge.name() + '-' + kind);
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, bridge.name() + '-' + kind);
        KafkaStreams streams = new KafkaStreams(topology(kind, bridge), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close, "stop"));
        streams.start();
        serveHealth(streams, config);
    }

    /** The topic that a peer writes an entity's records to. */
    static String output(Bridge bridge, String kind, String entity) {
        return bridge.name() + '.' + kind + '.' + entity;
    }

    private static Topology topology(String kind, Bridge bridge) {
        StreamsBuilder builder = new StreamsBuilder();
        List<String> captured = bridge.sources().stream()
                .map(Node::name)
                .map(bridge.topics()::captured)
                .toList();
        KStream<Bytes, byte[]> changes = builder.stream(
                captured,
                Consumed.with(Serdes.Bytes(), Serdes.ByteArray())
                        .withTimestampExtractor(new RecordTime())
                        .withOffsetResetPolicy(AutoOffsetReset.earliest()));
        KStream<Bytes, byte[]> results = kind.equals(COPY)
                ? changes
                : changes.groupByKey()
                        .reduce(
                                (before, after) -> after,
                                Materialized.<Bytes, byte[], KeyValueStore<Bytes, byte[]>>as("last")
                                        .withKeySerde(Serdes.Bytes())
                                        .withValueSerde(Serdes.ByteArray()))
                        .toStream();
        results.to(byEntity(bridge, kind), Produced.with(Serdes.Bytes(), Serdes.ByteArray()));
        return builder.build();
    }

    private static TopicNameExtractor<Bytes, byte[]> byEntity(Bridge bridge, String kind) {
        Map<String, String> names = new ConcurrentHashMap<>();
        return (key, value, context) -> {
            int slash = 0;
            while (key.get()[slash] != '/') {
                slash++;
            }
            return names.computeIfAbsent(
                    new String(key.get(), 0, slash, US_ASCII), entity -> output(bridge, kind, entity));
        };
    }

    private static void serveHealth(KafkaStreams streams, ResolverConfig config) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(config.httpHost(), config.httpPort()), 1);
        server.createContext("/health/ready", exchange -> {
            boolean running = streams.state() == KafkaStreams.State.RUNNING;
            exchange.sendResponseHeaders(running ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
    }
}
