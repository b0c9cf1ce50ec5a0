package io.evobridge.resolver.processor;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The resolver's one processor, as Streams makes and starts it; {@link ResolveProcessor} does the work once started. */
public final class Resolve implements Processor<byte[], byte[], byte[], byte[]> {

    private final Resolution resolution;
    private final int partitions;
    private final Outputs outputs;
    private final String store;
    private @Nullable ResolveProcessor started;

    /** Takes the names of its children and of its store from the wiring. */
    public Resolve(Resolution resolution, int partitions, Outputs outputs, String store) {
        this.resolution = resolution;
        this.partitions = partitions;
        this.outputs = outputs;
        this.store = store;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        started = new ResolveProcessor(resolution, partitions, outputs, store, context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (started == null) {
            throw new IllegalStateException("a record before the start");
        }
        started.process(record);
    }
}
