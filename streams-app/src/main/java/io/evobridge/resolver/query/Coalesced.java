package io.evobridge.resolver.query;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Questions that are asked together: those that come while one is on its way become one, which is asked when that is
 * answered. So an answer is never older than its question, and there are never two on their way.
 */
final class Coalesced<K, V> {

    private final Function<Set<K>, CompletionStage<Map<K, V>>> question;
    private Set<K> waiting = new HashSet<>();
    private CompletableFuture<Map<K, V>> next = new CompletableFuture<>();
    private boolean busy;

    Coalesced(Function<Set<K>, CompletionStage<Map<K, V>>> question) {
        this.question = question;
    }

    /** The answer, which may tell of more than was asked. */
    CompletionStage<Map<K, V>> ask(Set<K> keys) {
        CompletionStage<Map<K, V>> answer;
        synchronized (this) {
            waiting.addAll(keys);
            answer = next;
            if (busy) {
                return answer;
            }
            busy = true;
        }
        send();
        return answer;
    }

    private void send() {
        Set<K> asked;
        CompletableFuture<Map<K, V>> answer;
        synchronized (this) {
            if (waiting.isEmpty()) {
                busy = false;
                return;
            }
            asked = Set.copyOf(waiting);
            waiting = new HashSet<>();
            answer = next;
            next = new CompletableFuture<>();
        }
        question.apply(asked).whenComplete((found, failure) -> {
            send();
            if (failure == null) {
                answer.complete(found);
            } else {
                answer.completeExceptionally(failure);
            }
        });
    }
}
