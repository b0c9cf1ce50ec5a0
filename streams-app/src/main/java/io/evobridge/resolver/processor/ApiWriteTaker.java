package io.evobridge.resolver.processor;

import io.evobridge.bridge.Bridge;
import io.evobridge.contract.LogPosition;
import io.evobridge.contract.RequestId;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.WriteOutcomes.Kind;
import io.evobridge.resolver.core.merge.WriteOutcomes.WriteOutcome;
import io.evobridge.resolver.store.RequestMemory;
import io.evobridge.resolver.store.ResolverState;
import io.evobridge.resolver.wire.ApiWrite;
import io.evobridge.resolver.wire.Captured;
import io.evobridge.resolver.wire.PoisonException;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Takes writes in that came through the API. Their captured topic is their log: it gives each write its place, and what
 * the writer had seen stands in the record's headers. Of no other node is that believed.
 *
 * <p>Whether a request is a repeated one, and whether a condition holds, depends on earlier records of this partition of
 * this topic alone. So it is decided the same way when the log is read again.
 */
final class ApiWriteTaker {

    private final Resolution resolution;
    private final ResolverState state;
    private final RequestMemory requests;
    private final ChangeTaker changes;

    ApiWriteTaker(Resolution resolution, ResolverState state, RequestMemory requests, ChangeTaker changes) {
        this.resolution = resolution;
        this.state = state;
        this.requests = requests;
        this.changes = changes;
    }

    /** Throws {@link PoisonException} for what is no acceptable write; nothing is changed then. */
    void take(Record<byte[], byte[]> record, Captured captured, RecordMetadata place) {
        if (!(captured instanceof Captured.Change told)) {
            throw new PoisonException(place.topic() + " holds writes to records and nothing else;"
                    + " remove whatever but the resolver writes to this topic");
        }
        ApiWrite write = ApiWrite.of(record.headers());
        // Never the start of the log, which is before every write.
        Captured.Change change = told.at(new LogPosition(place.offset() + 1, 0));
        WriteOutcome outcome;
        try {
            outcome = take(record, change, write, place);
        } catch (PoisonException poison) {
            tell(
                    write.request(),
                    new WriteOutcome(Kind.QUARANTINED, change.position(), String.valueOf(poison.getMessage())));
            throw poison;
        }
        tell(write.request(), outcome);
    }

    private WriteOutcome take(
            Record<byte[], byte[]> record, Captured.Change change, ApiWrite write, RecordMetadata place) {
        Optional<LogPosition> before = requests.recall(write.request(), change.position(), record.timestamp())
                .map(RequestMemory.Remembered::position)
                .filter(position -> !position.equals(change.position()));
        if (before.isPresent()) {
            drop(change, place, "repeated");
            return WriteOutcome.of(Kind.REPEATED, before.get());
        }
        KeyState key = state.key(CapturedKey.of(record.key(), change.entity()).bytes());
        VersionVector earlier = key.seen().only(Bridge.API_NODE);
        if (write.onlyIfSeen() && !earlier.covers(change.dot()) && !write.seen().covers(earlier)) {
            drop(change, place, "unseen");
            return WriteOutcome.of(Kind.UNSEEN, change.position());
        }
        changes.take(record, change, place, write.seen());
        requests.remember(write.request(), change.position(), record.timestamp());
        return WriteOutcome.of(Kind.TAKEN, change.position());
    }

    private void drop(Captured.Change change, RecordMetadata place, String why) {
        state.putLog(change.node(), state.log(change.node()).passed(place.offset()));
        resolution.metrics().apiWriteDropped(why);
    }

    private void tell(RequestId request, WriteOutcome outcome) {
        resolution.outcomes().became(request, outcome);
    }
}
