package io.evobridge.resolver.processor;

import io.evobridge.bridge.Bridge;
import io.evobridge.resolver.core.causality.LogClock;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.Completion;
import io.evobridge.resolver.core.merge.FieldMerging;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.MergeRules;
import io.evobridge.resolver.core.merge.NodeView;
import io.evobridge.resolver.core.merge.Outcome;
import io.evobridge.resolver.core.merge.Records;
import io.evobridge.resolver.core.merge.Resolved;
import io.evobridge.resolver.core.merge.RowChange;
import io.evobridge.resolver.core.merge.Taken;
import io.evobridge.resolver.core.merge.Version;
import io.evobridge.resolver.core.merge.Write;
import io.evobridge.resolver.core.merge.field.Stamp;
import io.evobridge.resolver.store.NodeLog;
import io.evobridge.resolver.store.ResolverState;
import io.evobridge.resolver.wire.Captured;
import io.evobridge.resolver.wire.ImagePrints;
import io.evobridge.resolver.wire.PoisonException;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Takes captured row changes in: an echo of a sink is dropped, a local write is merged, stored and sent. */
final class ChangeTaker {

    private final Resolution resolution;
    private final int partitions;
    private final ResolverState state;
    private final ImagePrints prints;
    private final boolean severalSources;
    private final Completion completion;
    private final FieldMerging merging;
    private final OutputRecords records;
    private final ProcessorContext<byte[], byte[]> context;
    private final Outputs outputs;

    ChangeTaker(
            Resolution resolution,
            int partitions,
            ResolverState state,
            ImagePrints prints,
            Records images,
            OutputRecords records,
            ProcessorContext<byte[], byte[]> context,
            Outputs outputs) {
        this.resolution = resolution;
        this.partitions = partitions;
        this.state = state;
        this.prints = prints;
        this.severalSources = resolution.nodes().stream()
                        .filter(node -> !node.equals(Bridge.API_NODE))
                        .count()
                > 1;
        this.completion = new Completion(images);
        this.merging = new FieldMerging(images);
        this.records = records;
        this.context = context;
        this.outputs = outputs;
    }

    /** Takes a change of which its node's log tells what the node had seen; as the other one. */
    void take(Record<byte[], byte[]> record, Captured.Change change, RecordMetadata place) {
        take(record, change, place, VersionVector.EMPTY);
    }

    /**
     * Throws {@link PoisonException} for a change that cannot be accepted; nothing is changed then.
     *
     * @param told what its writer had seen beyond that
     */
    void take(Record<byte[], byte[]> record, Captured.Change change, RecordMetadata place, VersionVector told) {
        if (!resolution.entities().contains(change.entity())) {
            throw new PoisonException("the entity '" + change.entity() + "' is not in the bridge file; add it there");
        }
        CapturedKey key = CapturedKey.of(record.key(), change.entity());
        key.requirePartition(place.partition(), partitions);
        KeyState before = state.key(key.bytes());
        NodeLog log = state.log(change.node());
        boolean writable = resolution.writable().contains(change.node());
        if (writable && isEcho(change, before, log.clock())) {
            resolution.metrics().echo(change.node());
            return;
        }
        VersionVector seen =
                resolution.seenBefore().context(change.node(), before).join(told);
        Image row = row(change, before, seen);
        long print = writable ? prints.of(row) : 0;
        if (writable && isKnownRow(change, before, print)) {
            resolution.metrics().echo(change.node());
            return;
        }
        resolve(record, change, place, row, key, before, log, seen, writable ? print : null);
    }

    /**
     * The doing of a sink is told by its transaction, never by values: from the last marker of the log, and from what
     * the key remembers, because the log may be read again from between a marker and its rows.
     */
    private static boolean isEcho(Captured.Change change, KeyState before, LogClock clock) {
        String transaction = change.transaction();
        return (transaction != null && transaction.equals(clock.sinkTransaction()))
                || before.view(change.node())
                        .isEcho(change.position(), transaction, before.seen().covers(change.dot()));
    }

    /** A snapshot that is taken again shows rows that nobody has written since; they are no writes. */
    private static boolean isKnownRow(Captured.Change change, KeyState before, long print) {
        NodeView view = before.view(change.node());
        return change.op().equals("r")
                && !view.equals(NodeView.NONE)
                && view.print() == print
                && !before.seen().covers(change.dot());
    }

    /** The row after the change, with the values that the log left out because they did not change. */
    private @Nullable Image row(Captured.Change change, KeyState before, VersionVector seen) {
        Image after = change.after();
        if (after == null || change.unavailable().isEmpty()) {
            return after;
        }
        return completion
                .told(
                        after,
                        Set.copyOf(change.unavailable()),
                        before,
                        seen,
                        resolution.merges().of(change.entity()))
                .orElseThrow(() -> new PoisonException("the log left out the values of " + change.unavailable()
                        + "; set REPLICA IDENTITY FULL on the table of " + change.entity()));
    }

    /** The fingerprint is null for a node that is not writable: nothing is remembered of what it had seen. */
    private void resolve(
            Record<byte[], byte[]> record,
            Captured.Change change,
            RecordMetadata place,
            @Nullable Image row,
            CapturedKey key,
            KeyState before,
            NodeLog log,
            VersionVector seen,
            @Nullable Long print) {
        MergeRules rules = resolution.merges().of(change.entity());
        boolean shared = severalSources || !before.seen().isOnlyOf(change.node());
        Image image = row == null || !shared ? row : completion.whole(row, before, seen, rules);
        // What is inherited comes from what this state knows: after a crash the node may have seen more than that.
        boolean inherits = rules.fields().isEmpty() && !Objects.equals(image, change.after());
        Write write = new Write(
                change.dot(),
                change.commitMicros(),
                inherits ? seen.meet(before.seen()) : seen,
                image,
                row != null && change.op().equals("r") ? merging.ageOf(row, rules) : null);
        Taken taken = resolution.intake().take(before, log.clock(), write, record.timestamp());
        if (taken.drifted()) {
            resolution.metrics().drifted(change.node());
        }
        if (taken.outcome().isEmpty()) {
            throw new PoisonException(taken.refusal());
        }
        Outcome outcome = taken.outcome().get();
        KeyState merged =
                merging.take(before, outcome.state(), stamp(outcome.state(), write, taken), write, told(change), rules);
        Resolved resolved = merging.resolve(merged, rules);
        KeyState viewed = print == null
                ? merged
                : merged.wrote(change.dot(), print, rules.fields().isEmpty() || agree(row, resolved.image()));
        String topic = resolution.topics().resolved(change.entity());
        ToLongFunction<String> marked = node -> state.marked(node, topic);
        KeyState after = viewed.told(marked);
        OutputRecords.Sent sent = records.of(change, key, after, resolved, marked, record.timestamp());
        state.put(key.bytes(), after, change.node(), log.taken(taken.log(), place.offset()));

        forward(sent.change(), outputs.changes());
        forward(sent.conflict(), outputs.conflicts());
        forward(sent.resolved(), outputs.resolved());
        count(change, taken, outcome, sent);
    }

    /** A write that has been replaced since has no stamp any more; its place in the log gives it one. */
    private static Stamp stamp(KeyState state, Write write, Taken taken) {
        return state.versions().stream()
                .filter(version -> version.dot().equals(write.dot()))
                .findFirst()
                .map(Version::stamp)
                .orElseGet(() -> new Stamp(write.dot(), taken.log().clock().reading(), write.found()));
    }

    private static RowChange told(Captured.Change change) {
        boolean inserted = change.op().equals("c") && change.before() == null;
        return new RowChange(inserted, change.before(), change.after(), Set.copyOf(change.unavailable()));
    }

    /** Where a row was not what its node should have seen, a write of it need not end in what all had seen. */
    private boolean agree(@Nullable Image row, @Nullable Image resolved) {
        if (row == null || resolved == null) {
            return row == null && resolved == null;
        }
        return merging.says(row, resolved);
    }

    private void count(Captured.Change change, Taken taken, Outcome outcome, OutputRecords.Sent sent) {
        resolution.metrics().captured(change.node());
        resolution.metrics().clock(change.node(), taken.log().clock().reading());
        resolution.metrics().resolved(change.entity(), sent.commitMicros());
        String word = outcome.fold(
                duplicate -> "duplicate",
                superseded -> "superseded",
                applied -> "applied",
                conflict -> sent.conflict() == null ? "agreed" : "conflict");
        resolution.metrics().merged(change.entity(), word);
    }

    private void forward(@Nullable Record<byte[], byte[]> record, String child) {
        if (record != null) {
            context.forward(record, child);
        }
    }
}
