package io.evobridge.resolver.query;

import io.evobridge.contract.CanonicalKey;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The way to the instance that owns a key: requests that must be answered there are sent on, once. */
record Owners(KeyStates states, Peers peers) {

    /** Answers here where this instance owns the key, else with what the owner answers to the same request. */
    CompletionStage<ApiAnswer> answer(CanonicalKey key, ApiRequest request, Supplier<CompletionStage<ApiAnswer>> here) {
        Optional<URI> other = states.owner(key).other();
        if (other.isEmpty()) {
            return here.get();
        }
        if (request.forwarded()) {
            throw ApiProblem.notNow("moving", "the key is being handed over between instances; ask again in a moment");
        }
        return peers.ask(other.get(), request, Peers.REQUEST_TIMEOUT);
    }
}
