package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Node;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.metrics.ResolverMetrics;
import io.evobridge.resolver.monitor.BridgeMonitor;
import io.evobridge.resolver.store.CommitRequests;
import io.evobridge.resolver.wire.SchemaCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.kafka.streams.KafkaStreams;

/** Puts the routes of the query API together. */
public final class QueryRoutes {

    private static final String DOCUMENT = "openapi.json";

    private QueryRoutes() {}

    /**
     * Lets the API answer about a running resolver.
     *
     * @param store name of the state store
     * @param gateway what the API writes with
     * @param monitor watches the bridge
     * @param metrics of this instance
     * @param captured nodes whose captured topics the resolver reads
     * @param group consumer group of the resolver
     * @param level of reads that do not ask for one
     * @param commits asks the resolver's tasks to commit
     * @param tls what other instances are asked with; empty for plain HTTP
     * @param self what other instances call this one
     */
    public static void open(
            QueryApi api,
            Bridge bridge,
            Merges merges,
            int fuseRefusals,
            SchemaCatalog catalog,
            KafkaStreams streams,
            String store,
            Gateway gateway,
            BridgeMonitor monitor,
            ResolverMetrics metrics,
            Set<String> captured,
            String group,
            ConsistencyLevel level,
            CommitRequests commits,
            Optional<SSLContext> tls,
            URI self) {
        NewestRecords topics = new NewestRecords(bridge.kafka(), bridge.partitions());
        RecordDescriber describer = new RecordDescriber(bridge, merges, catalog, fuseRefusals);
        StreamsKeyStates states = new StreamsKeyStates(streams, store, bridge.partitions(), self);
        Peers peers = new Peers(tls);
        List<String> nodes = Stream.concat(bridge.nodes().stream().map(Node::name), Stream.of(Bridge.API_NODE))
                .toList();
        List<String> entities = bridge.entities().stream().map(Entity::name).toList();
        FreshQueries fresh = new FreshQueries(
                bridge,
                states,
                peers,
                new KafkaLogEnds(bridge.kafka()),
                captured,
                group,
                level,
                commits,
                fuseRefusals,
                System::currentTimeMillis);
        TopicQueries topicQueries = new TopicQueries(bridge, topics, describer, System::currentTimeMillis);
        List<ApiRoute> routes = of(
                new RecordQueries(bridge, states, peers, fresh.reads(), describer, topics, System::currentTimeMillis),
                fresh,
                topicQueries,
                Writes.of(
                        bridge,
                        states,
                        peers,
                        describer,
                        topicQueries,
                        gateway,
                        api.answers(),
                        System::currentTimeMillis),
                new StatusQuery(
                        bridge,
                        peers,
                        () -> streams.state().name(),
                        states::instances,
                        monitor::figures,
                        () -> metrics.figures(nodes, entities)));
        api.open(routes, fresh::close);
    }

    static List<ApiRoute> of(
            RecordQueries records, FreshQueries fresh, TopicQueries topics, Writes writes, StatusQuery status) {
        List<ApiRoute> routes = new ArrayList<>();
        routes.add(
                ApiRoute.get("/" + DOCUMENT, Set.of(), request -> new ApiAnswer(200, ApiAnswer.JSON_TYPE, document())));
        routes.addAll(records.routes());
        routes.addAll(fresh.routes());
        routes.addAll(topics.routes());
        routes.addAll(writes.routes());
        routes.addAll(status.routes());
        return routes;
    }

    static String document() {
        try (InputStream in = QueryRoutes.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException(DOCUMENT + " is not in the archive");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
