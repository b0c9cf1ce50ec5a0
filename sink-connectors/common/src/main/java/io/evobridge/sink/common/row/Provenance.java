package io.evobridge.sink.common.row;

import io.evobridge.contract.Headers;
import io.evobridge.contract.Hlc;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a resolved record say about its winning version. Every part but the sequence is null on records
 * that Evobridge did not produce.
 *
 * @param sequence version of the key's state; the offset where no header says
 * @param resolved whether the resolver produced the record
 * @param hlc clock reading of the write
 * @param origin node of the write
 * @param commitMicros commit time at the origin, microseconds since 1970 UTC
 */
public record Provenance(
        Sequence sequence,
        boolean resolved,
        @Nullable Hlc hlc,
        @Nullable String origin,
        @Nullable Long commitMicros) {

    /** Reads the headers; throws DataException where one of ours is malformed. */
    static Provenance of(SinkRecord record) {
        String sequence = null;
        String hlc = null;
        String origin = null;
        String commitMicros = null;
        // Once over all of them: a look for each name goes over the list again.
        for (Header header : record.headers()) {
            switch (header.key()) {
                case Headers.SEQUENCE -> sequence = HeaderText.of(header);
                case Headers.HLC -> hlc = HeaderText.of(header);
                case Headers.ORIGIN -> origin = HeaderText.of(header);
                case Headers.COMMIT_MICROS -> commitMicros = HeaderText.of(header);
                default -> {}
            }
        }
        try {
            return new Provenance(
                    new Sequence(
                            sequence == null
                                    ? record.kafkaOffset()
                                    : Hlc.parse(sequence).bits()),
                    sequence != null,
                    hlc == null ? null : Hlc.parse(hlc),
                    origin,
                    commitMicros == null ? null : Long.valueOf(commitMicros));
        } catch (IllegalArgumentException e) {
            throw new DataException("a header of the record is malformed: " + e.getMessage(), e);
        }
    }
}
