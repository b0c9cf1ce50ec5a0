package io.evobridge.load.scale;

/**
 * What each step costs, in microseconds of processor time unless said otherwise.
 *
 * @param capture of one change at its source: decode, normalise, send
 * @param merge of one write in a bridge without writable nodes
 * @param mergePerNode what each writable node adds to a merge: its fingerprint and its marker in the headers
 * @param echo of one row that a sink wrote and the log shows again
 * @param row written in a database; any means of copying has to do that
 * @param transaction of a sink's batch: begin, marker, commit
 * @param request to Kafka or a database, and its answer, at both ends
 * @param twoPhase what two-phase commit adds to a copy, at both ends
 * @param flush of a database's log, wall time, not processor time
 * @param hop over the network, wall time
 */
public record Costs(
        double capture,
        double merge,
        double mergePerNode,
        double echo,
        double row,
        double transaction,
        double request,
        double twoPhase,
        double flush,
        double hop) {

    /** What a merge costs with so many writable nodes. */
    double merge(int nodes) {
        return merge + mergePerNode * nodes;
    }
}
