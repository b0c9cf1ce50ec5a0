package io.evobridge.sink.redis;

import io.evobridge.sink.common.Rejection;
import io.evobridge.sink.common.RowBatch;
import io.evobridge.sink.common.RowWriter;
import io.evobridge.sink.common.WriteResult;
import io.evobridge.sink.common.row.RowChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.DataException;

/**
 * Writes the states of a batch in one round trip. Progress is the consumer's committed offset: whatever is read again is
 * fenced by the version of each key.
 */
final class RedisWriter implements RowWriter {

    private final StateMapping mapping;
    private final FencedPipeline pipeline;

    RedisWriter(StateMapping mapping, FencedPipeline pipeline) {
        this.mapping = mapping;
        this.pipeline = pipeline;
    }

    @Override
    public WriteResult write(RowBatch batch) {
        List<RowChange> sent = new ArrayList<>(batch.size());
        List<FencedCall> calls = new ArrayList<>(batch.size());
        List<Rejection> rejected = new ArrayList<>();
        for (RowChange change : batch.changes()) {
            try {
                calls.add(mapping.call(change));
                sent.add(change);
            } catch (DataException e) {
                rejected.add(new Rejection(change, e));
            }
        }
        return result(sent, pipeline.apply(calls), rejected);
    }

    private static WriteResult result(List<RowChange> sent, List<Reply> replies, List<Rejection> rejected) {
        int upserted = 0;
        int deleted = 0;
        int fenced = 0;
        for (int i = 0; i < sent.size(); i++) {
            RowChange change = sent.get(i);
            Reply reply = replies.get(i);
            switch (reply.kind()) {
                case APPLIED -> {
                    upserted += change.isDeletion() ? 0 : 1;
                    deleted += change.isDeletion() ? 1 : 0;
                }
                case FENCED -> fenced++;
                case REFUSED -> rejected.add(new Rejection(change, refusal(change, reply)));
            }
        }
        return new WriteResult(upserted, deleted, fenced, rejected);
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
