package io.evobridge.resolver.query;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks again and again, for all who wait, until an answer comes; none of them holds a thread. To be closed. */
final class Waits implements AutoCloseable {

    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 32;
    private static final int THREADS = 2;

    private final ScheduledThreadPoolExecutor clock;

    Waits() {
        clock = new ScheduledThreadPoolExecutor(THREADS, work -> {
            Thread thread = new Thread(work, "waits");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
    }

    /**
     * The first answer to a question that is asked over and over, with growing pauses.
     *
     * @param question never waits; a problem of it ends the waiting
     * @param late what is told when the time is up
     */
    <T> CompletionStage<T> until(
            Deadline end, Supplier<CompletionStage<Optional<T>>> question, Supplier<ApiProblem> late) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        clock.execute(() -> ask(end, question, late, FIRST_PAUSE_MILLIS, answer));
        return answer;
    }

    /** Goes on with something on a thread that may ask stores, which Kafka's own may not. */
    <T> CompletionStage<T> here(CompletionStage<T> stage) {
        return stage.thenApplyAsync(found -> found, clock);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private <T> void ask(
            Deadline end,
            Supplier<CompletionStage<Optional<T>>> question,
            Supplier<ApiProblem> late,
            long pauseMillis,
            CompletableFuture<T> answer) {
        CompletionStage<Optional<T>> asked;
        try {
            asked = question.get();
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
            return;
        }
        asked.whenComplete((found, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (found.isPresent()) {
                answer.complete(found.get());
            } else if (end.isOver()) {
                answer.completeExceptionally(late.get());
            } else {
                again(end, question, late, pauseMillis, answer);
            }
        });
    }

    private <T> void again(
            Deadline end,
            Supplier<CompletionStage<Optional<T>>> question,
            Supplier<ApiProblem> late,
            long pauseMillis,
            CompletableFuture<T> answer) {
        long next = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        long pause = Math.min(pauseMillis, end.left().toMillis() + 1);
        try {
            ScheduledFuture<?> unused =
                    clock.schedule(() -> ask(end, question, late, next, answer), pause, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(ApiProblem.notNow("stopping", "this instance stops; ask another one"));
        }
    }

    /** The problem inside a failure of a stage. Throws what is none. */
    static ApiProblem problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ApiProblem problem) {
            return problem;
        }
        throw new CompletionException(cause);
    }

    /** When waiting ends. */
    record Deadline(long nanoTime) {

        static Deadline in(Duration time) {
            return new Deadline(System.nanoTime() + time.toNanos());
        }

        boolean isOver() {
            return System.nanoTime() - nanoTime >= 0;
        }

        /** Not negative. */
        Duration left() {
            return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
        }

        /** This, or that time from now where it is sooner. */
        Deadline within(Duration time) {
            return left().compareTo(time) <= 0 ? this : in(time);
        }
    }
}
