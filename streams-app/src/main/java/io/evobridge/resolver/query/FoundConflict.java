package io.evobridge.resolver.query;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.Image;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A record of the conflicts topic as those need it who write one of its versions again. */
record FoundConflict(CanonicalKey key, List<FoundVersion> versions) {

    /**
     * A version that took part.
     *
     * @param context what its writer had seen of the key
     * @param image null for a deletion
     */
    record FoundVersion(
            Dot dot,
            VersionVector context,
            boolean won,
            @Nullable Image image) {}

    static FoundConflict of(GenericRecord conflict) {
        return new FoundConflict(
                CanonicalKey.parse(String.valueOf(conflict.get("key"))),
                ConflictAnswer.versions(conflict).stream()
                        .map(version -> new FoundVersion(
                                new Dot(String.valueOf(version.get("node")), ChangeAnswer.position(version)),
                                ChangeAnswer.context(version),
                                Boolean.TRUE.equals(version.get("won")),
                                ConflictAnswer.image(version)))
                        .toList());
    }

    /** Every write of the key that was known then. */
    VersionVector seen() {
        VersionVector seen = VersionVector.EMPTY;
        for (FoundVersion version : versions) {
            seen = seen.join(version.context()).with(version.dot());
        }
        return seen;
    }
}
