package io.evobridge.resolver.processor;

import io.evobridge.bridge.Bridge;
import io.evobridge.resolver.store.NodeLog;
import io.evobridge.resolver.store.RequestMemory;
import io.evobridge.resolver.store.ResolverState;
import io.evobridge.resolver.wire.AvroRecords;
import io.evobridge.resolver.wire.Captured;
import io.evobridge.resolver.wire.CapturedReader;
import io.evobridge.resolver.wire.ImagePrints;
import io.evobridge.resolver.wire.PoisonException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Resolves the captured records of one partition: read → stamp and merge in the core → store → forward. What cannot be
 * understood is quarantined, and the next record is taken.
 */
final class ResolveProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private final Resolution resolution;
    private final ProcessorContext<byte[], byte[]> context;
    private final CapturedReader reader;
    private final Quarantine quarantine;
    private final ResolverState state;
    private final Map<String, String> nodeOfTopic;
    private final ChangeTaker changes;
    private final ApiWriteTaker apiWrites;
    private final MarkerTaker markers;

    ResolveProcessor(
            Resolution resolution,
            int partitions,
            Outputs outputs,
            String store,
            ProcessorContext<byte[], byte[]> context) {
        this.resolution = resolution;
        this.context = context;
        this.reader = new CapturedReader(resolution.catalog());
        this.quarantine = new Quarantine(context, outputs.quarantine(), resolution.metrics());
        KeyValueStore<Bytes, byte[]> bytes = context.getStateStore(store);
        this.state = new ResolverState(bytes);
        this.nodeOfTopic =
                resolution.nodes().stream().collect(Collectors.toMap(resolution.topics()::captured, node -> node));
        AvroRecords images = new AvroRecords(resolution.catalog());
        ImagePrints prints = new ImagePrints(resolution.catalog());
        OutputRecords records = new OutputRecords(resolution, images);
        this.changes = new ChangeTaker(resolution, partitions, state, prints, images, records, context, outputs);
        this.apiWrites =
                new ApiWriteTaker(resolution, state, new RequestMemory(bytes, resolution.remembered()), changes);
        this.markers = new MarkerTaker(resolution, partitions, state, records, quarantine, context, outputs);
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
            if (captured.node().equals(Bridge.API_NODE)) {
                apiWrites.take(record, captured, place);
            } else if (captured instanceof Captured.Marker marker) {
                markers.take(record, marker, place);
            } else if (captured instanceof Captured.Change change) {
                changes.take(record, change, place);
            }
        } catch (PoisonException poison) {
            quarantine.put(record, place, poison);
        }
        pass(place);
    }

    /** An echo, or a record for quarantine, changes no key; its log moves all the same. */
    private void pass(RecordMetadata place) {
        String node = Objects.requireNonNull(nodeOfTopic.get(place.topic()));
        NodeLog log = state.log(node);
        if (log.next() <= place.offset()) {
            state.putLog(node, log.passed(place.offset()));
        }
    }
}
