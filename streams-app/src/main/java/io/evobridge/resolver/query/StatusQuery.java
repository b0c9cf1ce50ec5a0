package io.evobridge.resolver.query;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.ConnectorStatus;
import io.evobridge.bridge.Direction;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeConnector;
import io.evobridge.bridge.StalenessBound;
import io.evobridge.resolver.metrics.InstanceFigures;
import io.evobridge.resolver.monitor.BridgeFigures;
import io.evobridge.resolver.monitor.ConnectorFigures;
import io.evobridge.resolver.monitor.NodeFigures;
import io.evobridge.resolver.query.StatusAnswer.BoundAnswer;
import io.evobridge.resolver.query.StatusAnswer.ConnectorAnswer;
import io.evobridge.resolver.query.StatusAnswer.CountersAnswer;
import io.evobridge.resolver.query.StatusAnswer.Instance;
import io.evobridge.resolver.query.StatusAnswer.LagAnswer;
import io.evobridge.resolver.query.StatusAnswer.LatencyAnswer;
import io.evobridge.resolver.query.StatusAnswer.StatusEntity;
import io.evobridge.resolver.query.StatusAnswer.StatusNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The route of the bridge's status: instances, nodes and how far each is, connectors. What cannot be found out is left out
 * and told as a problem: a status is wanted most when something is away.
 */
final class StatusQuery {

    /** Another instance that is stuck must not make the status late. */
    private static final Duration PEER_TIMEOUT = Duration.ofSeconds(2);

    private final Bridge bridge;
    private final Peers peers;
    private final Supplier<String> state;
    private final Supplier<List<Instance>> instances;
    private final Supplier<BridgeFigures> watched;
    private final Supplier<InstanceFigures> counted;

    /**
     * Asks others when it is asked.
     *
     * @param state of this instance, in the words of Kafka Streams
     * @param instances all that are known; may throw {@link ApiProblem}
     * @param watched what the monitor knows
     * @param counted what this instance has counted
     */
    StatusQuery(
            Bridge bridge,
            Peers peers,
            Supplier<String> state,
            Supplier<List<Instance>> instances,
            Supplier<BridgeFigures> watched,
            Supplier<InstanceFigures> counted) {
        this.bridge = bridge;
        this.peers = peers;
        this.state = state;
        this.instances = instances;
        this.watched = watched;
        this.counted = counted;
    }

    List<ApiRoute> routes() {
        return List.of(ApiRoute.getLater(
                "/status", Set.of(), request -> status(request).thenApply(ApiAnswer::json)));
    }

    /** What all instances have counted; one that another instance asks answers for itself. */
    CompletionStage<StatusAnswer> status(ApiRequest request) {
        List<String> problems = new ArrayList<>(watched.get().problems());
        List<Instance> known = instances(problems);
        List<CompletableFuture<Told>> others = known.stream()
                .filter(instance -> !instance.self() && !request.forwarded())
                .map(instance -> told(URI.create(instance.address()), request).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(others.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    InstanceFigures sum = counted.get();
                    for (CompletableFuture<Told> other : others) {
                        Told told = other.join();
                        sum = sum.plus(told.figures());
                        told.problem().ifPresent(problems::add);
                    }
                    return answer(known, watched.get(), sum, problems);
                });
    }

    /** What another instance has counted, or why that is not known. */
    private record Told(InstanceFigures figures, Optional<String> problem) {}

    private CompletionStage<Told> told(URI instance, ApiRequest request) {
        return peers.ask(instance, request, PEER_TIMEOUT)
                .thenApply(answer -> new Told(CountedAnswer.read(Peers.body(answer)), Optional.empty()))
                .exceptionally(failure -> new Told(
                        new InstanceFigures(Map.of(), Map.of()),
                        Optional.of(
                                "the instance " + instance + " does not tell what it has counted, so that is left out"
                                        + " of counters and latency; if it is there, check resolver.http.advertised")));
    }

    private List<Instance> instances(List<String> problems) {
        try {
            return instances.get();
        } catch (ApiProblem e) {
            problems.add("the resolver's instances are not known: " + e.getMessage());
            return List.of();
        }
    }

    private StatusAnswer answer(
            List<Instance> known, BridgeFigures figures, InstanceFigures counts, List<String> problems) {
        return new StatusAnswer(
                bridge.name(),
                state.get(),
                figures.topics()
                        .map(topics -> Instant.ofEpochMilli(topics.millis()).toString())
                        .orElse(null),
                number(figures.ageMillis()),
                known,
                Stream.concat(
                                bridge.nodes().stream().map(node -> node(node, figures, counts)),
                                Stream.of(api(figures, counts)))
                        .toList(),
                bridge.entities().stream()
                        .map(entity -> entity(entity, figures, counts))
                        .toList(),
                figures.connectors().map(this::connectors).orElse(List.of()),
                figures.topics().map(topics -> topics.conflicts()).orElse(null),
                figures.topics().map(topics -> number(topics.quarantined())).orElse(null),
                List.copyOf(problems));
    }

    private static StatusNode node(Node node, BridgeFigures known, InstanceFigures counts) {
        NodeFigures figures = known.node(node.name());
        Optional<Instant> staleSince = Optional.ofNullable(known.staleSince().get(node.name()));
        return new StatusNode(
                node.name(),
                node.type().word(),
                node.direction().name().toLowerCase(Locale.ROOT),
                lag(figures),
                // Capture that waits goes on at half of the bound, so that more than half may mean that it waits.
                node.direction().isCaptured() && figures.inFlight().orElse(0) > node.maxInFlight() / 2,
                number(figures.stalenessMillis()),
                bound(node.staleness()),
                staleSince.isPresent(),
                staleSince.map(Instant::toString).orElse(null),
                counters(node.name(), figures, counts));
    }

    /** The API is a source that every bridge has. */
    private static StatusNode api(BridgeFigures known, InstanceFigures counts) {
        NodeFigures figures = known.node(Bridge.API_NODE);
        return new StatusNode(
                Bridge.API_NODE,
                Bridge.API_NODE,
                Direction.SOURCE.name().toLowerCase(Locale.ROOT),
                lag(figures),
                false,
                null,
                null,
                false,
                null,
                counters(Bridge.API_NODE, figures, counts));
    }

    private static LagAnswer lag(NodeFigures figures) {
        return new LagAnswer(number(figures.inFlight()), number(figures.waiting()));
    }

    private static CountersAnswer counters(String node, NodeFigures figures, InstanceFigures counts) {
        InstanceFigures.OfNode counted = counts.nodes().getOrDefault(node, InstanceFigures.OfNode.NONE);
        return new CountersAnswer(
                number(figures.captured()),
                number(figures.taken()),
                number(figures.applied()),
                counted.echoes(),
                counted.refusals(),
                counted.resends(),
                counted.parked(),
                counted.drifted());
    }

    private static @Nullable BoundAnswer bound(StalenessBound bound) {
        return bound.isNone() ? null : new BoundAnswer(number(bound.maxMillis()), number(bound.maxVersions()));
    }

    private static StatusEntity entity(Entity entity, BridgeFigures known, InstanceFigures counts) {
        InstanceFigures.OfEntity counted = counts.entities().getOrDefault(entity.name(), InstanceFigures.OfEntity.NONE);
        return new StatusEntity(
                entity.name(),
                known.topics()
                        .map(topics -> topics.resolved().get(entity.name()))
                        .orElse(null),
                counted.conflicts(),
                counted.latency()
                        .map(latency -> new LatencyAnswer(latency.p50Millis(), latency.p99Millis(), latency.count()))
                        .orElse(null));
    }

    private List<ConnectorAnswer> connectors(ConnectorFigures told) {
        return NodeConnector.of(bridge).stream()
                .map(connector -> answer(connector, told.of(connector.name())))
                .toList();
    }

    private static ConnectorAnswer answer(NodeConnector connector, Optional<ConnectorStatus> status) {
        return new ConnectorAnswer(
                connector.name(),
                connector.node(),
                status.map(ConnectorStatus::state).orElse("MISSING"),
                status.map(found -> found.tasks().stream()
                                .map(ConnectorStatus.Task::state)
                                .toList())
                        .orElse(List.of()),
                status.flatMap(ConnectorStatus::failure)
                        .map(ConnectorStatus::sentence)
                        .orElse(null));
    }

    private static @Nullable Long number(OptionalLong figure) {
        return figure.isPresent() ? figure.getAsLong() : null;
    }
}
