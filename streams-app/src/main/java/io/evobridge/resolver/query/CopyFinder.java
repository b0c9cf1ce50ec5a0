package io.evobridge.resolver.query;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.query.KeyStates.Copy;
import io.evobridge.resolver.query.Waits.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Has questions about a key answered by an instance that can: the owner of the key, and where that does not answer, one
 * that has another copy. Each is given a short time, and then it is found out anew who owns the key: an owner may die,
 * or hand the key over, while it is being asked.
 */
final class CopyFinder {

    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    /** What an answer of another instance may take beyond the time that it was given. */
    static final Duration ON_THE_WAY = Duration.ofMillis(500);

    /** Word of a problem that another copy would have too, or worse. */
    static final String BEHIND = "behind";

    private static final String STANDBY = "standby ";
    private static final long ACTIVE = Long.MAX_VALUE;

    private final KeyStates states;
    private final Peers peers;
    private final Waits waits;

    CopyFinder(KeyStates states, Peers peers, Waits waits) {
        this.states = states;
        this.peers = peers;
        this.waits = waits;
    }

    /**
     * The answer of whoever can give it.
     *
     * @param freshest whether an answer from a copy that is not active is only good where no other copy is fresher: one
     *     that is being restored may have hardly anything yet
     * @param here answers from what this instance has, until a time; a problem with status 503 or 504 is for now
     */
    CompletionStage<ApiAnswer> ask(
            ApiRequest request,
            CanonicalKey key,
            Deadline end,
            boolean freshest,
            Function<Deadline, CompletionStage<ApiAnswer>> here) {
        if (request.forwarded()) {
            return here.apply(end);
        }
        AtomicReference<ApiProblem> last = new AtomicReference<>(moving());
        return waits.until(
                end, () -> attempt(request, places(key), end, freshest, here, Optional.empty(), last), last::get);
    }

    private CompletionStage<Optional<ApiAnswer>> attempt(
            ApiRequest request,
            List<Optional<URI>> places,
            Deadline end,
            boolean freshest,
            Function<Deadline, CompletionStage<ApiAnswer>> here,
            Optional<ApiAnswer> best,
            AtomicReference<ApiProblem> last) {
        if (places.isEmpty()) {
            return CompletableFuture.completedStage(best);
        }
        List<Optional<URI>> others = places.subList(1, places.size());
        return tried(request, places.get(0), end.within(ATTEMPT), here)
                .handle((answer, failure) -> {
                    if (failure == null && freshest && size(answer) != ACTIVE) {
                        Optional<ApiAnswer> better = best.filter(other -> size(other) >= size(answer))
                                .or(() -> Optional.of(answer));
                        return attempt(request, others, end, true, here, better, last);
                    }
                    if (failure == null) {
                        return CompletableFuture.completedStage(Optional.of(answer));
                    }
                    ApiProblem problem = Waits.problem(failure);
                    if (!isForNow(problem.status())) {
                        throw problem;
                    }
                    last.set(problem);
                    return problem.word().equals(BEHIND)
                            ? CompletableFuture.completedStage(best)
                            : attempt(request, others, end, freshest, here, best, last);
                })
                .thenCompose(Function.identity());
    }

    private CompletionStage<ApiAnswer> tried(
            ApiRequest request,
            Optional<URI> place,
            Deadline end,
            Function<Deadline, CompletionStage<ApiAnswer>> here) {
        try {
            return asked(request, place, end, here);
        } catch (ApiProblem e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<ApiAnswer> asked(
            ApiRequest request,
            Optional<URI> place,
            Deadline end,
            Function<Deadline, CompletionStage<ApiAnswer>> here) {
        if (place.isEmpty()) {
            return here.apply(end);
        }
        ApiRequest sent =
                request.with(Consistency.TIMEOUT, Long.toString(end.left().toMillis()));
        return peers.ask(place.get(), sent, end.left().plus(ON_THE_WAY)).thenApply(answer -> {
            if (isForNow(answer.status())) {
                throw Peers.problem(answer);
            }
            return answer;
        });
    }

    /** Where copies are, the owner's first; empty stands for this instance. */
    private List<Optional<URI>> places(CanonicalKey key) {
        List<Optional<URI>> places = new ArrayList<>();
        try {
            places.add(states.owner(key).other());
            states.standbys(key).forEach(standby -> places.add(Optional.of(standby)));
        } catch (ApiProblem e) {
            // Nobody can tell who owns it; this instance may have a copy all the same.
        }
        if (!places.contains(Optional.<URI>empty())) {
            places.add(Math.min(1, places.size()), Optional.empty());
        }
        return places;
    }

    /** The answer, with the header that says which copy it was read from. */
    static ApiAnswer from(Copy copy, ApiAnswer answer) {
        return answer.with(ApiHeaders.COPY, copy.word() + ' ' + copy.size());
    }

    /** How many records the copy contained; {@link #ACTIVE} for one that there is none better than. */
    private static long size(ApiAnswer answer) {
        String from = answer.headers().getOrDefault(ApiHeaders.COPY, "");
        return from.startsWith(STANDBY) ? Long.parseLong(from.substring(STANDBY.length())) : ACTIVE;
    }

    private static boolean isForNow(int status) {
        return status == 503 || status == 504;
    }

    static ApiProblem moving() {
        return ApiProblem.notNow(
                "moving", "the key is being handed over between instances, or restored; ask again in a moment");
    }
}
