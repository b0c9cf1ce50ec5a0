package io.evobridge.sink.common;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param upserted rows written
 * @param deleted deletions written
 * @param fenced changes left out because the target already holds the same or a newer state
 * @param refused changes left out because the row holds a local write that they did not know; they come again
 * @param rejected changes that the target refused because of their data; all others are durable
 */
public record WriteResult(int upserted, int deleted, int fenced, int refused, List<Rejection> rejected) {

    public WriteResult {
        rejected = List.copyOf(rejected);
    }

    /** Of a target that nobody else writes. */
    public WriteResult(int upserted, int deleted, int fenced, List<Rejection> rejected) {
        this(upserted, deleted, fenced, 0, rejected);
    }

    /** All is written, nothing was refused. */
    public static WriteResult written(int upserted, int deleted) {
        return new WriteResult(upserted, deleted, 0, List.of());
    }
}
