package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.query.Freshness.Limit;
import io.evobridge.resolver.query.KeyStates.Copy;
import io.evobridge.resolver.query.Waits.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Reads of one key, or of all that this instance owns, as fresh as the client wants them. */
final class Reads {

    static final String TOKEN = "token";

    /** What such a request can say. */
    static final Set<String> PARAMETERS = parameters();

    private final KeyStates states;
    private final CopyFinder finder;
    private final Freshness freshness;
    private final Waits waits;
    private final int partitions;
    private final ConsistencyLevel level;

    /**
     * Reads of a bridge whose topics have the given number of partitions.
     *
     * @param level of requests that do not say one
     */
    Reads(
            KeyStates states,
            CopyFinder finder,
            Freshness freshness,
            Waits waits,
            int partitions,
            ConsistencyLevel level) {
        this.states = states;
        this.finder = finder;
        this.freshness = freshness;
        this.waits = waits;
        this.partitions = partitions;
        this.level = level;
    }

    /**
     * How an answer was come by.
     *
     * @param copy active or standby
     * @param behind node → captured records that the copy lacked when its topic was last looked at
     */
    record Came(String level, String copy, SortedMap<String, Long> behind) {}

    /**
     * An answer to a request about a key.
     *
     * @param answered gives the answer for the key's state; empty for a key that nobody has written
     */
    CompletionStage<ApiAnswer> read(
            ApiRequest request, CanonicalKey key, Function<Optional<KeyState>, ApiAnswer> answered) {
        Consistency wanted = Consistency.of(request, level);
        Optional<Token> token = request.parameter(TOKEN).map(Token::parse);
        if (token.isPresent() && !token.get().key().equals(key)) {
            throw ApiProblem.wrong("bad-token", "the token is of " + token.get().key() + ", and this asks for " + key);
        }
        return finder.ask(
                request,
                key,
                Deadline.in(wanted.timeout()),
                wanted.level() == ConsistencyLevel.EVENTUAL,
                end -> here(key, wanted, token, end, answered));
    }

    /** How fresh a request wants its answer. */
    Consistency wanted(ApiRequest request) {
        return Consistency.of(request, level);
    }

    /**
     * An answer from all partitions that this instance owns, when each of them is as fresh as it is wanted.
     *
     * @param answered asked again where partitions came or went while it was asked
     */
    <T> CompletionStage<T> own(Consistency wanted, Deadline end, Supplier<T> answered) {
        if (wanted.level() == ConsistencyLevel.EVENTUAL) {
            return CompletableFuture.completedStage(answered.get());
        }
        Missing missing = new Missing("nothing was found out in time");
        return waits.here(limits(wanted))
                .thenCompose(limits -> waits.until(
                        end,
                        () -> owned().thenApply(copies -> fromOwned(copies, limits, answered, missing)),
                        () -> behind(wanted.level().word(), missing)));
    }

    /** Of every partition of the bridge, because any may be handed over to this instance meanwhile. */
    private CompletionStage<Map<Integer, List<Limit>>> limits(Consistency wanted) {
        CompletionStage<Map<Integer, List<Limit>>> all = CompletableFuture.completedStage(new HashMap<>());
        for (int partition = 0; partition < partitions; partition++) {
            int number = partition;
            all = all.thenCombine(freshness.limits(wanted, number), (known, limits) -> {
                known.put(number, limits);
                return known;
            });
        }
        return all;
    }

    private CompletionStage<List<Copy>> owned() {
        CompletionStage<List<Copy>> all = CompletableFuture.completedStage(new ArrayList<>());
        for (Copy copy : states.copies()) {
            if (copy.active()) {
                all = all.thenCombine(freshness.known(Optional.of(copy)), (known, found) -> {
                    found.ifPresent(known::add);
                    return known;
                });
            }
        }
        return all;
    }

    private <T> Optional<T> fromOwned(
            List<Copy> copies, Map<Integer, List<Limit>> limits, Supplier<T> answered, Missing missing) {
        for (Copy copy : copies) {
            String called = "partition " + copy.partition();
            if (!isFresh(copy, called, limits.getOrDefault(copy.partition(), List.of()), missing)) {
                return Optional.empty();
            }
        }
        T answer = answered.get();
        Set<Integer> looked = copies.stream().map(Copy::partition).collect(Collectors.toSet());
        Set<Integer> present = states.copies().stream()
                .filter(Copy::active)
                .map(Copy::partition)
                .collect(Collectors.toSet());
        if (!looked.equals(present)) {
            missing.set("partitions are being handed over");
            return Optional.empty();
        }
        return Optional.of(answer);
    }

    /** Where it is not, {@code missing} says what lacks, and whether that is there at all is found out. */
    private boolean isFresh(Copy copy, String called, List<Limit> limits, Missing missing) {
        for (Limit limit : limits) {
            if (!freshness.satisfies(copy, limit)) {
                freshness.look(copy, limit);
                missing.set(called + " lacks captured records of " + freshness.missing(copy, limit.offsets()));
                return false;
            }
        }
        return true;
    }

    private static ApiProblem behind(String wanted, Missing missing) {
        return ApiProblem.notNow(
                CopyFinder.BEHIND,
                "the state is not as fresh as " + wanted + " asks for: " + missing + "; ask again, or with a longer "
                        + Consistency.TIMEOUT);
    }

    int partition(CanonicalKey key) {
        return BuiltInPartitioner.partitionForKey(key.toString().getBytes(UTF_8), partitions);
    }

    private CompletionStage<ApiAnswer> here(
            CanonicalKey key,
            Consistency wanted,
            Optional<Token> token,
            Deadline end,
            Function<Optional<KeyState>, ApiAnswer> answered) {
        int partition = partition(key);
        if (states.copy(partition).isEmpty()) {
            throw CopyFinder.moving();
        }
        Missing missing = new Missing("nothing was found out in time");
        return waits.here(freshness.limits(wanted, partition))
                .thenCompose(limits -> waits.until(
                        end,
                        () -> copy(wanted, partition)
                                .thenApply(copy -> tried(
                                        key,
                                        wanted,
                                        token,
                                        limits,
                                        copy.orElseThrow(CopyFinder::moving),
                                        answered,
                                        missing)),
                        () -> behind(wanted.level().word() + (token.isPresent() ? " and the token" : ""), missing)));
    }

    /** To be eventual, Kafka is not needed. */
    private CompletionStage<Optional<Copy>> copy(Consistency wanted, int partition) {
        Optional<Copy> copy = states.copy(partition);
        return wanted.level() == ConsistencyLevel.EVENTUAL
                ? CompletableFuture.completedStage(copy)
                : freshness.known(copy);
    }

    private Optional<ApiAnswer> tried(
            CanonicalKey key,
            Consistency wanted,
            Optional<Token> token,
            List<Limit> limits,
            Copy copy,
            Function<Optional<KeyState>, ApiAnswer> answered,
            Missing missing) {
        if (!isFresh(copy, "the " + copy.word() + " copy", limits, missing)) {
            return Optional.empty();
        }
        Optional<KeyState> state = states.read(key);
        if (token.isPresent()) {
            KeyState known = state.orElse(KeyState.EMPTY);
            if (!known.contained().covers(token.get().seen())) {
                missing.set("the " + copy.word() + " copy has not taken in "
                        + Positions.sentence(token.get().seen().beyond(known.contained())));
                return Optional.empty();
            }
        }
        Came came = new Came(wanted.level().word(), copy.word(), freshness.behind(copy));
        return Optional.of(CopyFinder.from(copy, answer(answered, state, came)));
    }

    /** That a copy does not know the key, another copy may tell otherwise. */
    private static ApiAnswer answer(
            Function<Optional<KeyState>, ApiAnswer> answered, Optional<KeyState> state, Came came) {
        try {
            return with(came, answered.apply(state));
        } catch (ApiProblem problem) {
            return ApiAnswer.problem(problem);
        }
    }

    private static ApiAnswer with(Came came, ApiAnswer answer) {
        try {
            ObjectNode body = (ObjectNode) ApiAnswer.JSON.readTree(answer.body());
            body.set("read", ApiAnswer.JSON.valueToTree(came));
            return new ApiAnswer(
                    answer.status(), answer.type(), ApiAnswer.JSON.writeValueAsString(body), answer.headers());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is no JSON", e);
        }
    }

    private static Set<String> parameters() {
        Set<String> names = new TreeSet<>(Consistency.PARAMETERS);
        names.add(TOKEN);
        return names;
    }
}
