package io.evobridge.resolver.query;

import io.evobridge.contract.RequestId;
import io.evobridge.resolver.core.merge.WriteOutcomes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The writes that this instance has appended and whose outcome it waits for. As many as requests are answered at once. */
public final class WaitingWrites implements WriteOutcomes {

    private final Map<RequestId, CompletableFuture<WriteOutcome>> waiting = new ConcurrentHashMap<>();

    @Override
    public void became(RequestId request, WriteOutcome outcome) {
        CompletableFuture<WriteOutcome> waiter = waiting.remove(request);
        if (waiter != null) {
            waiter.complete(outcome);
        }
    }

    /** Waits from now on: to be called before the write can be read. The same request waits once. */
    CompletableFuture<WriteOutcome> expect(RequestId request) {
        return waiting.computeIfAbsent(request, any -> new CompletableFuture<>());
    }

    /** The outcome; empty after that time. */
    CompletionStage<Optional<WriteOutcome>> within(
            Duration patience, RequestId request, CompletableFuture<WriteOutcome> expected) {
        return expected.thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((outcome, failure) -> forget(request, expected));
    }

    void forget(RequestId request, CompletableFuture<WriteOutcome> expected) {
        waiting.remove(request, expected);
    }
}
