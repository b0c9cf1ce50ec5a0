package io.evobridge.resolver.processor;

import io.evobridge.contract.RowFingerprint;
import io.evobridge.resolver.core.causality.LogClock;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.NodeView;
import io.evobridge.resolver.core.merge.SinkTransaction;
import io.evobridge.resolver.core.merge.Version;
import io.evobridge.resolver.store.NodeLog;
import io.evobridge.resolver.store.ResolverState;
import io.evobridge.resolver.wire.Captured;
import io.evobridge.resolver.wire.EvidenceReader;
import io.evobridge.resolver.wire.PoisonException;
import io.evobridge.resolver.wire.SinkEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Takes markers in: from this place in the node's log on, the node had seen what the sink applied, and had not seen what
 * the sink left alone. The latter is sent again.
 *
 * <p>Every key is stored before the log. So a marker of which only a part was stored is read again, and what was
 * stored of it does no harm: a view takes an event once.
 */
final class MarkerTaker {

    private final Resolution resolution;
    private final int partitions;
    private final ResolverState state;
    private final OutputRecords records;
    private final Quarantine quarantine;
    private final ProcessorContext<byte[], byte[]> context;
    private final Outputs outputs;
    private final EvidenceReader reader = new EvidenceReader();

    MarkerTaker(
            Resolution resolution,
            int partitions,
            ResolverState state,
            OutputRecords records,
            Quarantine quarantine,
            ProcessorContext<byte[], byte[]> context,
            Outputs outputs) {
        this.resolution = resolution;
        this.partitions = partitions;
        this.state = state;
        this.records = records;
        this.quarantine = quarantine;
        this.context = context;
        this.outputs = outputs;
    }

    /** Throws {@link PoisonException} for evidence that cannot be read; clock and transaction are taken even then. */
    void take(Record<byte[], byte[]> record, Captured.Marker marker, RecordMetadata place) {
        List<Runnable> answers = List.of();
        try {
            if (resolution.writable().contains(marker.node())) {
                answers = takeEvidence(record, marker, place);
            }
        } catch (PoisonException poison) {
            receive(marker, place);
            throw poison;
        }
        // A snapshot's marker stands before rows that it says were written.
        if (marker.transaction() != null && resolution.writable().contains(marker.node())) {
            state.putMarked(marker.node(), marker.topic(), marker.sequence());
        }
        receive(marker, place);
        answers.forEach(Runnable::run);
    }

    private void receive(Captured.Marker marker, RecordMetadata place) {
        String node = marker.node();
        NodeLog log = state.log(node);
        LogClock clock = log.clock()
                .receive(marker.highestHlc(), marker.position(), marker.commitMicros(), marker.transaction());
        state.putLog(node, log.taken(clock, place.offset()));
        resolution.metrics().marker(node);
        resolution.metrics().clock(node, clock.clock().reading());
    }

    /** Stores what the marker says of each key, and gives back what is to be sent then. */
    private List<Runnable> takeEvidence(Record<byte[], byte[]> record, Captured.Marker marker, RecordMetadata place) {
        SinkEvidence evidence = reader.read(marker.evidence());
        SinkTransaction transaction = new SinkTransaction(marker.node(), marker.position(), marker.transaction());
        List<Runnable> answers = new ArrayList<>();
        for (SinkEvidence.Applied applied : evidence.applied()) {
            CapturedKey key = key(applied.key(), place);
            KeyState after = state.key(key.bytes()).applied(transaction, applied.seen(), applied.print());
            NodeView view = after.view(marker.node());
            boolean wanted = !view.whole() && view.at().equals(marker.position());
            store(key, after, wanted, marker, record, answers);
        }
        // Where a snapshot found the marker, it finds the rows too: their states are sent when they have been read.
        if (marker.transaction() != null) {
            for (SinkEvidence.Refused refused : evidence.refused()) {
                CapturedKey key = key(refused.key(), place);
                KeyState before = state.key(key.bytes());
                boolean wanted = before.view(marker.node()).wantsAnswer(transaction, refused.knew());
                KeyState after = before.refused(transaction, refused.print(), refused.knew());
                int excess = after.view(marker.node()).refusals() - resolution.fuseRefusals();
                store(key, after, wanted && excess <= 0, marker, record, answers);
                if (wanted && excess == 1) {
                    resolution.metrics().parked(marker.node());
                    quarantine.put(record.withKey(key.bytes()), place, parked(after, marker.node()));
                }
            }
        }
        resolution
                .metrics()
                .evidence(
                        marker.node(),
                        evidence.applied().size(),
                        evidence.refused().size());
        return answers;
    }

    private CapturedKey key(String text, RecordMetadata place) {
        CapturedKey key = CapturedKey.of(text);
        key.requirePartition(place.partition(), partitions);
        return key;
    }

    private void store(
            CapturedKey key,
            KeyState after,
            boolean wanted,
            Captured.Marker marker,
            Record<byte[], byte[]> record,
            List<Runnable> answers) {
        // Evidence may come before the writes that it names, where a log is read again. Those send the state then.
        boolean sent = wanted && !after.versions().isEmpty();
        ToLongFunction<String> marked = node -> node.equals(marker.node())
                ? Math.max(marker.sequence(), state.marked(node, marker.topic()))
                : state.marked(node, marker.topic());
        KeyState stored = sent ? after.told(marked) : after;
        state.putKey(key.bytes(), stored);
        if (sent) {
            resolution.metrics().resent(marker.node());
            answers.add(
                    () -> context.forward(records.again(key, stored, marked, record.timestamp()), outputs.resolved()));
        }
    }

    private static PoisonException parked(KeyState state, String node) {
        NodeView view = state.view(node);
        return new PoisonException("this key was refused " + view.refusals() + " times in a row by " + node
                + ", where nobody wrote it: something changes the row that the database's log does not show; find it,"
                + " then write the row to release the key. The node had seen " + view.seen() + ", its row looks like "
                + RowFingerprint.text(view.print()) + " at " + view.at() + ", and should become the state of "
                + state.versions().stream().map(Version::dot).toList());
    }
}
