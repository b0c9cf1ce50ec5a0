package io.evobridge.resolver.processor;

import io.evobridge.resolver.store.CommitRequests;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The resolver's one processor, as Streams makes and starts it; {@link ResolveProcessor} does the work once started. */
public final class Resolve implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Duration LOOK_FOR_REQUESTS = Duration.ofMillis(20);

    private final Resolution resolution;
    private final int partitions;
    private final Outputs outputs;
    private final String store;
    private final CommitRequests commits;
    private @Nullable ResolveProcessor started;

    /** Takes the names of its children and of its store from the wiring. */
    public Resolve(Resolution resolution, int partitions, Outputs outputs, String store, CommitRequests commits) {
        this.resolution = resolution;
        this.partitions = partitions;
        this.outputs = outputs;
        this.store = store;
        this.commits = commits;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        started = new ResolveProcessor(resolution, partitions, outputs, store, context);
        int partition = context.taskId().partition();
        context.schedule(LOOK_FOR_REQUESTS, PunctuationType.WALL_CLOCK_TIME, now -> {
            if (commits.take(partition)) {
                context.commit();
            }
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (started == null) {
            throw new IllegalStateException("a record before the start");
        }
        started.process(record);
    }
}
