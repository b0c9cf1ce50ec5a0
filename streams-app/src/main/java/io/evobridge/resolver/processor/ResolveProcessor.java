package io.evobridge.resolver.processor;

import io.evobridge.contract.QuarantineStage;
import io.evobridge.resolver.core.causality.LogClock;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Taken;
import io.evobridge.resolver.core.merge.Write;
import io.evobridge.resolver.errors.QuarantineHeaders;
import io.evobridge.resolver.store.ResolverState;
import io.evobridge.resolver.wire.Captured;
import io.evobridge.resolver.wire.CapturedReader;
import io.evobridge.resolver.wire.PoisonException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves the captured records of one partition: read → stamp and merge in the core → store → forward. What cannot be
 * understood is quarantined, and the next record is taken.
 */
final class ResolveProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(ResolveProcessor.class);

    private final Resolution resolution;
    private final int partitions;
    private final CapturedReader reader;
    private final OutputRecords records;
    private final Outputs outputs;
    private final ProcessorContext<byte[], byte[]> context;
    private final ResolverState state;

    ResolveProcessor(
            Resolution resolution,
            int partitions,
            Outputs outputs,
            String store,
            ProcessorContext<byte[], byte[]> context) {
        this.resolution = resolution;
        this.partitions = partitions;
        this.outputs = outputs;
        this.context = context;
        this.reader = new CapturedReader(resolution.catalog());
        this.records = new OutputRecords(resolution.catalog(), resolution.policy());
        KeyValueStore<Bytes, byte[]> bytes = context.getStateStore(store);
        this.state = new ResolverState(bytes);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata place = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without a place; none is made by a punctuator"));
        try {
            Captured captured = reader.read(record.value());
            String topic = resolution.topics().captured(captured.node());
            if (!resolution.nodes().contains(captured.node()) || !topic.equals(place.topic())) {
                throw new PoisonException("the record names the node '" + captured.node() + "' but stands in "
                        + place.topic() + "; correct the source's node name");
            }
            if (captured instanceof Captured.Marker marker) {
                receive(marker);
            } else if (captured instanceof Captured.Change change) {
                resolve(record, change, place);
            }
        } catch (PoisonException poison) {
            quarantine(record, place, poison);
        }
    }

    /** A sink's transaction in the node's log: from here on the node had seen what the sink had applied. */
    private void receive(Captured.Marker captured) {
        String node = captured.node();
        LogClock clock = state.clock(node).receive(captured.highestHlc(), captured.position(), captured.commitMicros());
        state.putClock(node, clock);
        resolution.metrics().marker(node);
        resolution.metrics().clock(node, clock.clock().reading());
    }

    private void resolve(Record<byte[], byte[]> record, Captured.Change change, RecordMetadata place) {
        if (!resolution.entities().contains(change.entity())) {
            throw new PoisonException("the entity '" + change.entity() + "' is not in the bridge file; add it there");
        }
        if (!change.unavailable().isEmpty()) {
            throw new PoisonException("the log left out the values of " + change.unavailable()
                    + "; set REPLICA IDENTITY FULL on the table of " + change.entity());
        }
        CapturedKey key = CapturedKey.of(record.key(), change.entity());
        key.requirePartition(place.partition(), partitions);

        KeyState before = state.key(key.bytes());
        Write write = new Write(
                change.dot(),
                change.commitMicros(),
                resolution.seenBefore().context(change.node(), before),
                change.after());
        Taken taken = resolution.intake().take(before, state.clock(change.node()), write, record.timestamp());
        if (taken.drifted()) {
            resolution.metrics().drifted(change.node());
        }
        if (taken.outcome().isEmpty()) {
            throw new PoisonException(taken.refusal());
        }
        KeyState after = taken.outcome().get().state();
        OutputRecords.Sent sent = records.of(change, key, after, record.timestamp());
        state.put(key.bytes(), after, change.node(), taken.log());

        forward(sent.change(), outputs.changes());
        forward(sent.conflict(), outputs.conflicts());
        forward(sent.resolved(), outputs.resolved());
        resolution.metrics().captured(change.node());
        resolution.metrics().clock(change.node(), taken.log().clock().reading());
        resolution.metrics().resolved(change.entity(), sent.commitMicros());
        resolution
                .metrics()
                .merged(
                        change.entity(),
                        taken.outcome()
                                .get()
                                .fold(
                                        duplicate -> "duplicate",
                                        superseded -> "superseded",
                                        applied -> "applied",
                                        conflict -> "conflict"));
    }

    private void quarantine(Record<byte[], byte[]> record, RecordMetadata place, PoisonException poison) {
        String source = QuarantineHeaders.source(place.topic(), place.partition(), place.offset());
        LOG.warn("quarantined source={} reason=\"{}\"", source, poison.getMessage());
        resolution.metrics().quarantined();
        Throwable cause = poison.getCause() == null ? poison : poison.getCause();
        context.forward(
                record.withHeaders(QuarantineHeaders.added(
                        record.headers(), QuarantineStage.RESOLVE, String.valueOf(poison.getMessage()), source, cause)),
                outputs.quarantine());
    }

    private void forward(@Nullable Record<byte[], byte[]> record, String child) {
        if (record != null) {
            context.forward(record, child);
        }
    }
}
