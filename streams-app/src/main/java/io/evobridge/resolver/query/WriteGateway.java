package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.bridge.Bridge;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.LogPosition;
import io.evobridge.contract.RequestId;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.WriteOutcomes.WriteOutcome;
import io.evobridge.resolver.store.RequestMemory.Remembered;
import io.evobridge.resolver.wire.ApiWrite;
import io.evobridge.resolver.wire.ChangeWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Appends writes to the log of the API and answers when the resolver has taken them in. Writes of keys that this instance
 * owns only: what a write is based on is read here.
 */
final class WriteGateway {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** How often a write is begun anew because another one came in between. */
    private static final int ATTEMPTS = 5;

    private static final int MAX_KEY_LENGTH = 200;

    private final Bridge bridge;
    private final KeyStates states;
    private final RecordDescriber describer;
    private final ChangeWriter changes;
    private final Gateway gateway;
    private final Executor answers;
    private final LongSupplier wallMillis;

    /** Answers with the given executor's threads, never with those that tell outcomes. */
    WriteGateway(
            Bridge bridge,
            KeyStates states,
            RecordDescriber describer,
            Gateway gateway,
            Executor answers,
            LongSupplier wallMillis) {
        this.bridge = bridge;
        this.states = states;
        this.describer = describer;
        this.changes = new ChangeWriter(describer.catalog());
        this.gateway = gateway;
        this.answers = answers;
        this.wallMillis = wallMillis;
    }

    /** What is to become of a key, given what it is; asked again where another write came in between. */
    interface Intent {
        /** Throws {@link ApiProblem} for what cannot be. */
        Draft of(Present present);
    }

    /**
     * A write that is not appended yet.
     *
     * @param seen what its writer had seen of the key
     * @param onlyIfSeen whether it counts only where that has all earlier writes of the API
     * @param after null for a deletion
     * @param schema of the record
     */
    record Draft(
            Present present,
            VersionVector seen,
            boolean onlyIfSeen,
            @Nullable Image after,
            Schema schema) {}

    /**
     * A write that was appended.
     *
     * @param position of the write that stands for the request
     */
    record Written(CanonicalKey key, LogPosition position, boolean resolved, boolean repeated, boolean created) {}

    /** Ends with what became of the write, or with an {@link ApiProblem}. */
    CompletionStage<Written> write(CanonicalKey key, ApiRequest request, Intent intent) {
        String chosen = request.header(ApiHeaders.IDEMPOTENCY_KEY)
                .orElseGet(() -> UUID.randomUUID().toString());
        if (chosen.length() > MAX_KEY_LENGTH) {
            throw ApiProblem.wrong(
                    "bad-idempotency-key", "an Idempotency-Key has at most " + MAX_KEY_LENGTH + " characters");
        }
        RequestId id = RequestId.of(key.toString(), chosen, request.method(), request.target(), request.body());
        Optional<Remembered> before = states.request(key, id);
        if (before.isPresent()) {
            if (!before.get().content().equals(id.content())) {
                throw new ApiProblem(
                        422,
                        "idempotency-key-reused",
                        "this Idempotency-Key was sent with another request for " + key
                                + "; make one for each request");
            }
            return CompletableFuture.completedStage(
                    new Written(key, before.get().position(), true, true, false));
        }
        List<String> stale = gateway.stale().behind(key.entity());
        if (!stale.isEmpty()) {
            throw ApiProblem.notNow(
                    "stale-node",
                    String.join(", ", stale)
                            + " is behind its staleness bound; new writes are taken when it has caught up");
        }
        return attempt(key, id, intent, 1);
    }

    /** What the key is now. */
    Present present(CanonicalKey key) {
        Optional<KeyState> state = states.get(key);
        return new Present(
                key,
                state,
                state.map(known -> describer.resolve(key, known).image()).orElse(null));
    }

    /** The answer about a write. */
    ApiAnswer answer(Written written) {
        Optional<KeyState> state = written.resolved() ? states.get(written.key()) : Optional.empty();
        WriteAnswer body = answerBody(written, state);
        ApiAnswer answer = ApiAnswer.json(!body.resolved() ? 202 : written.created() ? 201 : 200, body);
        return state.map(known -> answer.with(ApiHeaders.ETAG, Token.etag(known.seen())))
                .orElse(answer);
    }

    WriteAnswer answerBody(Written written) {
        return answerBody(written, written.resolved() ? states.get(written.key()) : Optional.empty());
    }

    private WriteAnswer answerBody(Written written, Optional<KeyState> state) {
        Token token = new Token(written.key(), VersionVector.EMPTY.with(new Dot(Bridge.API_NODE, written.position())));
        return new WriteAnswer(
                token.toString(),
                written.position().toString(),
                state.isPresent(),
                written.repeated(),
                state.map(known -> describer.describe(written.key(), known)).orElse(null));
    }

    private CompletionStage<Written> attempt(CanonicalKey key, RequestId id, Intent intent, int number) {
        Draft draft = intent.of(present(key));
        ProducerRecord<byte[], byte[]> record = record(key, id, draft);
        CompletableFuture<WriteOutcome> expected = gateway.outcomes().expect(id);
        return gateway.log()
                .append(record)
                .whenComplete((offset, failure) -> {
                    if (failure != null) {
                        gateway.outcomes().forget(id, expected);
                    }
                })
                .thenCompose(offset -> gateway.outcomes()
                        .within(PATIENCE, id, expected)
                        .thenComposeAsync(outcome -> ended(key, id, intent, number, draft, offset, outcome), answers));
    }

    private CompletionStage<Written> ended(
            CanonicalKey key,
            RequestId id,
            Intent intent,
            int number,
            Draft draft,
            long offset,
            Optional<WriteOutcome> outcome) {
        boolean created = !draft.present().exists() && draft.after() != null;
        if (outcome.isEmpty()) {
            return CompletableFuture.completedStage(
                    new Written(key, new LogPosition(offset + 1, 0), false, false, created));
        }
        LogPosition position = outcome.get().position();
        return switch (outcome.get().kind()) {
            case TAKEN -> CompletableFuture.completedStage(new Written(key, position, true, false, created));
            case REPEATED -> CompletableFuture.completedStage(new Written(key, position, true, true, false));
            case QUARANTINED ->
                throw new ApiProblem(
                        422,
                        "quarantined",
                        "the resolver could not accept it: " + outcome.get().reason());
            case UNSEEN -> {
                if (number == ATTEMPTS) {
                    throw present(key).changed(412, "changed", key + " is written too often at this moment; try again");
                }
                yield attempt(key, id, intent, number + 1);
            }
        };
    }

    private ProducerRecord<byte[], byte[]> record(CanonicalKey key, RequestId id, Draft draft) {
        byte[] bytes = key.toString().getBytes(UTF_8);
        Present present = draft.present();
        byte[] value = changes.write(
                Bridge.API_NODE,
                wallMillis.getAsLong() * 1_000,
                draft.onlyIfSeen() ? present.image() : null,
                draft.after(),
                present.exists(),
                draft.schema());
        return new ProducerRecord<>(
                bridge.topics().captured(Bridge.API_NODE),
                BuiltInPartitioner.partitionForKey(bytes, bridge.partitions()),
                bytes,
                value,
                new ApiWrite(id, draft.seen(), draft.onlyIfSeen()).headers());
    }
}
