package io.evobridge.resolver.core.merge.field;

import io.evobridge.resolver.core.causality.VersionVector;
import java.util.Optional;

/**
 * What one row write did to one field that it changed.
 *
 * @param stamp of the row write
 * @param context for the key, what its node had seen
 * @param taken of the key, the writes taken in before this one, by node
 * @param overwritten whether what it wrote is known to be overwritten: what overwrote it came earlier
 * @param before what the node's row held; empty where it held nothing to go on from
 * @param after what it holds
 */
record FieldWrite(
        Stamp stamp,
        VersionVector context,
        VersionVector taken,
        boolean overwritten,
        Optional<FieldValue> before,
        FieldValue after) {

    FieldWrite to(FieldValue value) {
        return new FieldWrite(stamp, context, taken, overwritten, before, value);
    }

    /** The same write, overwritten already. */
    FieldWrite ended() {
        return new FieldWrite(stamp, context, taken, true, before, after);
    }

    Written written() {
        return new Written(stamp, after);
    }

    /** What of the context is still to come, so that it is known as overwritten when it does. */
    VersionVector late() {
        return context.beyond(taken);
    }
}
