package io.evobridge.resolver.query;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Connectors;
import io.evobridge.bridge.Direction;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Node;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.NodeView;
import io.evobridge.resolver.query.KeyStates.Copy;
import io.evobridge.resolver.query.Waits.Deadline;
import io.evobridge.resolver.store.CommitRequests;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The route that answers when a database has applied what a token stands for.
 *
 * <p>Of a writable database its own log tells that, in the state of the key. Of one that is only written to, the offset of
 * its sink does: first everything that the state contains must be committed by the resolver, because then all records
 * that follow from it are stored, before the end that their topic has then; a sink that has committed that end has
 * applied them. Both hold whoever owns the key, and after a crash too.
 */
final class WaitQuery {

    private static final int DEFAULT_TIMEOUT_MILLIS = 10_000;
    private static final int MOST = 192;
    private static final String CONNECT_GROUP_PREFIX = "connect-";
    private static final String NOT_APPLIED = "not-applied";

    private final Bridge bridge;
    private final KeyStates states;
    private final CopyFinder finder;
    private final Freshness freshness;
    private final LogEnds ends;
    private final Gaps gaps;
    private final Waits waits;
    private final CommitRequests commits;
    private final Reads reads;
    private final int fuseRefusals;
    private final Semaphore places = new Semaphore(MOST);

    WaitQuery(
            Bridge bridge,
            KeyStates states,
            CopyFinder finder,
            Freshness freshness,
            LogEnds ends,
            Gaps gaps,
            Waits waits,
            CommitRequests commits,
            Reads reads,
            int fuseRefusals) {
        this.bridge = bridge;
        this.states = states;
        this.finder = finder;
        this.freshness = freshness;
        this.ends = ends;
        this.gaps = gaps;
        this.waits = waits;
        this.commits = commits;
        this.reads = reads;
        this.fuseRefusals = fuseRefusals;
    }

    List<ApiRoute> routes() {
        return List.of(ApiRoute.getLater("/wait", Set.of("token", "node", Consistency.TIMEOUT), this::await));
    }

    /**
     * That a database has applied a write.
     *
     * @param key whole canonical key
     */
    record Applied(String node, String key, boolean applied) {}

    /**
     * Where everything that a state contains is in the entity's resolved topic.
     *
     * @param offset behind its last record
     */
    record Resolved(int partition, long offset) {}

    private CompletionStage<ApiAnswer> await(ApiRequest request) {
        Token token = Token.parse(required(request, "token"));
        Entity entity = bridge.entity(token.key().entity())
                .orElseThrow(() -> ApiProblem.unknownEntity(bridge, token.key().entity()));
        Node node = node(required(request, "node"));
        Deadline end = Deadline.in(Consistency.timeout(request, DEFAULT_TIMEOUT_MILLIS));
        if (entity.on(node).isEmpty()) {
            throw new ApiProblem(
                    409, "not-written", node.name() + " has no " + entity.name() + "; the bridge file maps none to it");
        }
        if (node.direction() == Direction.SOURCE) {
            if (token.seen().only(node.name()).equals(token.seen())) {
                return CompletableFuture.completedStage(applied(node, token));
            }
            throw new ApiProblem(
                    409,
                    "not-written",
                    "nothing is written to " + node.name()
                            + ", whose direction is source; it never gets what others wrote");
        }
        if (request.forwarded()) {
            return node.direction() == Direction.BOTH ? shown(node, token, end) : resolved(entity, token, end);
        }
        if (!places.tryAcquire()) {
            throw ApiProblem.notNow("busy", MOST + " requests wait already; ask again, or another instance");
        }
        CompletionStage<ApiAnswer> answer = node.direction() == Direction.BOTH
                ? finder.ask(request, token.key(), end, false, until -> shown(node, token, until))
                : finder.ask(request, token.key(), end, false, until -> resolved(entity, token, until))
                        .thenCompose(found -> written(node, entity, token, found, end));
        return answer.handle((given, failure) -> {
            places.release();
            if (failure != null) {
                ApiProblem problem = Waits.problem(failure);
                // What is behind here was waited for in vain.
                throw problem.word().equals(CopyFinder.BEHIND)
                        ? new ApiProblem(504, NOT_APPLIED, String.valueOf(problem.getMessage()))
                        : problem;
            }
            return given;
        });
    }

    /** When the log of a writable node shows it. */
    private CompletionStage<ApiAnswer> shown(Node node, Token token, Deadline end) {
        Missing missing = new Missing("");
        return waits.until(
                end, () -> CompletableFuture.completedStage(isShown(node, token, missing)), () -> behind(missing));
    }

    private Optional<ApiAnswer> isShown(Node node, Token token, Missing missing) {
        KeyState state = states.read(token.key()).orElse(KeyState.EMPTY);
        NodeView view = state.view(node.name());
        VersionVector rest = token.seen().beyond(view.seen());
        if (rest.entries().isEmpty() && view.whole()) {
            return Optional.of(applied(node, token));
        }
        if (view.refusals() >= fuseRefusals) {
            throw new ApiProblem(
                    409,
                    "parked",
                    node.name() + " is not sent " + token.key()
                            + " any more, until somebody writes it; see quarantine");
        }
        missing.set("the log of " + node.name() + " does not show "
                + (rest.entries().isEmpty() ? "the merged record of " + token.key() : Positions.sentence(rest))
                + " yet");
        return Optional.empty();
    }

    /** Behind which resolved record it is, when it is. */
    private CompletionStage<ApiAnswer> resolved(Entity entity, Token token, Deadline end) {
        int partition = reads.partition(token.key());
        TopicPartition topic = new TopicPartition(bridge.topics().resolved(entity.name()), partition);
        Missing missing = new Missing("");
        return waits.until(end, () -> taken(token, partition, missing), () -> behind(missing))
                .thenCompose(copy -> waits.until(
                        end,
                        () -> {
                            commits.ask(partition);
                            return freshness
                                    .isCommitted(copy)
                                    .thenApply(done -> Optional.of(copy).filter(any -> done));
                        },
                        () -> behind(new Missing("the resolver has not committed it yet"))))
                .thenCompose(copy -> ends.ends(Set.of(topic)))
                .thenApply(found -> ApiAnswer.json(new Resolved(partition, found.getOrDefault(topic, 0L))));
    }

    /** A copy that contains it. */
    private CompletionStage<Optional<Copy>> taken(Token token, int partition, Missing missing) {
        // The state is read first, so that the copy contains all that it was made of.
        VersionVector contained =
                states.read(token.key()).orElse(KeyState.EMPTY).contained();
        VersionVector rest = token.seen().beyond(contained);
        if (!rest.entries().isEmpty()) {
            missing.set("the resolver has not taken in " + Positions.sentence(rest));
            return CompletableFuture.completedStage(Optional.empty());
        }
        return freshness.known(states.copy(partition));
    }

    /** When the sinks of a node have written everything before a place. */
    private CompletionStage<ApiAnswer> written(Node node, Entity entity, Token token, ApiAnswer found, Deadline end) {
        Resolved place = resolvedOf(found);
        TopicPartition topic = new TopicPartition(bridge.topics().resolved(entity.name()), place.partition());
        String group = CONNECT_GROUP_PREFIX + Connectors.sinkName(bridge, node, entity);
        Missing missing = new Missing("");
        return waits.until(
                end,
                () -> ends.committed(group).thenApply(committed -> {
                    long at = committed.getOrDefault(topic, 0L);
                    if (gaps.next(topic, at) >= place.offset()) {
                        return Optional.of(applied(node, token));
                    }
                    gaps.look(topic, at, place.offset());
                    missing.set("the sink of " + node.name() + " has up to " + (place.offset() - at) + " records of "
                            + topic + " before it");
                    return Optional.empty();
                }),
                () -> new ApiProblem(504, NOT_APPLIED, missing + "; ask again, or see status"));
    }

    private static Resolved resolvedOf(ApiAnswer answer) {
        var body = Peers.body(answer);
        return new Resolved(body.path("partition").asInt(), body.path("offset").asLong());
    }

    private static ApiAnswer applied(Node node, Token token) {
        return ApiAnswer.json(new Applied(node.name(), token.key().toString(), true));
    }

    private static ApiProblem behind(Missing missing) {
        return new ApiProblem(504, CopyFinder.BEHIND, missing + "; ask again, or see status");
    }

    private Node node(String name) {
        return bridge.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiProblem.missing(
                        "unknown-node",
                        "the bridge has no node '" + name + "'; it has "
                                + bridge.nodes().stream().map(Node::name).collect(Collectors.joining(", "))));
    }

    private static String required(ApiRequest request, String name) {
        return request.parameter(name)
                .orElseThrow(() -> ApiProblem.wrong("bad-parameter", name + " is missing: it must be given"));
    }
}
