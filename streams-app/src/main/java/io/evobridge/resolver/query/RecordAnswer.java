package io.evobridge.resolver.query;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one key.
 *
 * @param key its parts as canonical key text, without the entity
 * @param record the merged record; null where it is deleted
 * @param hlc of the version that prevails
 * @param origin node that wrote it
 * @param committed its commit time by its database's clock, ISO in UTC
 * @param sequence header {@code eb-seq} of the resolved record that carries this state
 * @param siblings whether versions stand beside each other that have not seen one another
 * @param versions those that no other one has replaced
 * @param seen node → position of its last write that is contained or replaced
 * @param contests field → values that stand beside each other; only where fields are merged
 * @param nodes what each database has of it
 * @param token stands for every write in {@code seen}: to wait until a database has them too
 */
record RecordAnswer(
        String entity,
        String key,
        boolean deleted,
        @Nullable Map<String, @Nullable Object> record,
        String hlc,
        String origin,
        String committed,
        String sequence,
        boolean siblings,
        List<VersionAnswer> versions,
        SortedMap<String, String> seen,
        SortedMap<String, List<ContenderAnswer>> contests,
        List<NodeAnswer> nodes,
        String token) {

    /**
     * A version.
     *
     * @param won whether it prevails as a whole
     * @param context node → position: what its writer had seen of the key
     */
    record VersionAnswer(
            String node,
            String position,
            String hlc,
            String committed,
            boolean snapshot,
            boolean won,
            boolean deleted,
            SortedMap<String, String> context,
            @Nullable Map<String, @Nullable Object> record) {}

    /** A value of a field that was written without another one in view. */
    record ContenderAnswer(String node, String hlc) {}

    /**
     * What a database has.
     *
     * @param state applied: it provably holds this state; pending: its log does not show that yet; parked: its sink refused
     *     the row too often; unknown: a node that is not read back, see the lag of its connectors
     * @param missing node → position: known writes that it has not been shown
     * @param refusals how often in a row its sink left the row alone
     */
    record NodeAnswer(
            String name,
            String type,
            String direction,
            String state,
            SortedMap<String, String> missing,
            int refusals) {}
}
