package io.evobridge.sink.redis;

import io.evobridge.sink.common.Rejection;
import io.evobridge.sink.common.RowBatch;
import io.evobridge.sink.common.RowWriter;
import io.evobridge.sink.common.WriteResult;
import io.evobridge.sink.common.row.RowChange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.DataException;

/**
 * Writes the states of a batch, or of several, in one round trip. Progress is the consumer's committed offset: whatever is read again is
 * fenced by the version of each key.
 */
final class RedisWriter implements RowWriter {

    private final StateMapping mapping;
    private final FencedPipeline pipeline;

    RedisWriter(StateMapping mapping, FencedPipeline pipeline) {
        this.mapping = mapping;
        this.pipeline = pipeline;
    }

    /** What is sent of a batch, and what cannot be. */
    private record Sending(List<RowChange> changes, List<FencedCall> calls, List<Rejection> rejected) {}

    @Override
    public WriteResult write(RowBatch batch) {
        return writeTogether(List.of(batch)).get(0);
    }

    @Override
    public List<WriteResult> writeTogether(List<RowBatch> batches) {
        List<Sending> sendings = batches.stream().map(this::sending).toList();
        Iterator<Reply> replies = pipeline.apply(sendings.stream()
                        .flatMap(sending -> sending.calls().stream())
                        .toList())
                .iterator();
        return sendings.stream().map(sending -> result(sending, replies)).toList();
    }

    private Sending sending(RowBatch batch) {
        Sending sending = new Sending(new ArrayList<>(batch.size()), new ArrayList<>(batch.size()), new ArrayList<>());
        for (RowChange change : batch.changes()) {
            try {
                sending.calls().add(mapping.call(change));
                sending.changes().add(change);
            } catch (DataException e) {
                sending.rejected().add(new Rejection(change, e));
            }
        }
        return sending;
    }

    /** Takes as many replies as calls were sent. */
    private static WriteResult result(Sending sending, Iterator<Reply> replies) {
        int upserted = 0;
        int deleted = 0;
        int fenced = 0;
        for (RowChange change : sending.changes()) {
            Reply reply = replies.next();
            switch (reply.kind()) {
                case APPLIED -> {
                    upserted += change.isDeletion() ? 0 : 1;
                    deleted += change.isDeletion() ? 1 : 0;
                }
                case FENCED -> fenced++;
                case REFUSED -> sending.rejected().add(new Rejection(change, refusal(change, reply)));
            }
        }
        return new WriteResult(upserted, deleted, fenced, sending.rejected());
    }

    private static DataException refusal(RowChange change, Reply reply) {
        return new DataException("Redis refuses the state of " + change.position()
                + "; rename or delete what stands at its key, or change key.pattern: " + reply.reason());
    }

    /** Places do: a pattern that needs names has them from the configuration. */
    @Override
    public List<String> keyFields(String collection, int fieldCount) {
        return IntStream.range(0, fieldCount).mapToObj(Integer::toString).toList();
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
