package io.evobridge.resolver.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.contract.Headers;
import io.evobridge.contract.Hlc;
import io.evobridge.contract.RowFingerprint;
import io.evobridge.contract.SeenText;
import io.evobridge.resolver.core.merge.Dispute;
import io.evobridge.resolver.core.merge.FieldMerging;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.Records;
import io.evobridge.resolver.core.merge.Resolved;
import io.evobridge.resolver.core.merge.Version;
import io.evobridge.resolver.wire.Captured;
import io.evobridge.resolver.wire.ConflictWriter;
import io.evobridge.resolver.wire.Framed;
import io.evobridge.resolver.wire.StampedWriter;
import java.util.List;
import java.util.SortedSet;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The records that follow from a change and the state of its key afterwards. They depend on nothing else, so a change
 * that is read again gives the same records again.
 */
final class OutputRecords {

    private final StampedWriter stamped = new StampedWriter();
    private final ConflictWriter conflicts;
    private final Records images;
    private final FieldMerging merging;
    private final Merges merges;
    private final SortedSet<String> writable;

    OutputRecords(Resolution resolution, Records images) {
        this.conflicts = new ConflictWriter(resolution.catalog());
        this.images = images;
        this.merging = new FieldMerging(images);
        this.merges = resolution.merges();
        this.writable = resolution.writable();
    }

    /**
     * The records for one change.
     *
     * @param resolved what the state resolves to
     * @param marked node → sequence of its last marker that has been read
     * @param recordMillis Kafka timestamp of the captured record, milliseconds since 1970 UTC
     */
    Sent of(
            Captured.Change change,
            CapturedKey key,
            KeyState state,
            Resolved resolved,
            ToLongFunction<String> marked,
            long recordMillis) {
        return new Sent(
                change(change, key, state, recordMillis),
                conflict(change, key, state, recordMillis),
                resolved(key, state, resolved, marked, recordMillis),
                resolved.version().commitMicros());
    }

    /** The state of a key once more, for a node that left its row alone; not of a key that nobody has written. */
    Record<byte[], byte[]> again(CapturedKey key, KeyState state, ToLongFunction<String> marked, long recordMillis) {
        return resolved(key, state, merging.resolve(state, merges.of(key.entity())), marked, recordMillis);
    }

    /** Null for a write that has been replaced since: its stamp is not known any more. */
    private @Nullable Record<byte[], byte[]> change(
            Captured.Change change, CapturedKey key, KeyState state, long recordMillis) {
        for (Version version : state.versions()) {
            if (version.dot().equals(change.dot())) {
                RecordHeaders headers = new RecordHeaders();
                add(headers, Headers.HLC, version.hlc().toString());
                add(headers, Headers.ORIGIN, change.node());
                return new Record<>(key.bytes(), stamped.write(change, version), recordMillis, headers);
            }
        }
        return null;
    }

    private @Nullable Record<byte[], byte[]> conflict(
            Captured.Change change, CapturedKey key, KeyState state, long recordMillis) {
        if (state.versions().size() == 1) {
            return null;
        }
        return Dispute.of(state, change.dot(), merges.of(change.entity()), images)
                .map(dispute -> new Record<>(
                        key.bytes(), conflicts.write(change.entity(), key.text(), state, dispute), recordMillis))
                .orElse(null);
    }

    /**
     * Its timestamp is the commit time at the origin, so that any consumer can tell how old the fact is; never later
     * than the captured record's, because brokers refuse times in the future.
     */
    private Record<byte[], byte[]> resolved(
            CapturedKey key, KeyState state, Resolved resolved, ToLongFunction<String> marked, long recordMillis) {
        Version winner = resolved.version();
        RecordHeaders headers = new RecordHeaders();
        add(headers, Headers.HLC, winner.hlc().toString());
        add(headers, Headers.ORIGIN, winner.dot().node());
        add(headers, Headers.SEQUENCE, new Hlc(state.sequence()).toString());
        add(headers, Headers.POSITION, winner.dot().position().toString());
        add(headers, Headers.COMMIT_MICROS, Long.toString(winner.commitMicros()));
        if (!writable.isEmpty()) {
            addViews(headers, state, marked);
        }
        long commitMillis = Math.max(0, Math.floorDiv(winner.commitMicros(), 1_000L));
        Image image = resolved.image();
        return new Record<>(
                key.bytes(), image == null ? null : Framed.of(image), Math.min(commitMillis, recordMillis), headers);
    }

    private void addViews(RecordHeaders headers, KeyState state, ToLongFunction<String> marked) {
        add(headers, Headers.SEEN, SeenText.of(state.contained().entries()));
        List<String> holders = writable.stream().filter(state::isHeldBy).toList();
        if (!holders.isEmpty()) {
            add(headers, Headers.HOLDS, String.join(",", holders));
        }
        for (String node : writable) {
            if (!holders.contains(node)) {
                add(
                        headers,
                        Headers.KNOWN_PREFIX + node,
                        RowFingerprint.text(state.view(node).print()));
                add(headers, Headers.MARKED_PREFIX + node, Long.toString(marked.applyAsLong(node)));
            }
        }
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    /**
     * What is sent for one change.
     *
     * @param change for the changes topic; null for none
     * @param conflict for the conflicts topic; null for none
     * @param resolved for the entity's resolved topic
     * @param commitMicros commit time of the winner, microseconds since 1970 UTC
     */
    record Sent(
            @Nullable Record<byte[], byte[]> change,
            @Nullable Record<byte[], byte[]> conflict,
            Record<byte[], byte[]> resolved,
            long commitMicros) {}
}
