package io.evobridge.resolver.core.merge.field;

import io.evobridge.resolver.core.causality.VersionVector;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one field of one key. Immutable.
 *
 * <p>Law: a state depends on the set of writes taken in, not on the order in which the writes of different nodes came.
 */
public sealed interface FieldState permits Register, Counter, AddWinsSet {

    /** The state after a write that changed the field. */
    FieldState take(FieldWrite write);

    /** The state after a row was inserted by a node that had seen the given writes: they count no more. */
    FieldState forget(VersionVector seen);

    /** Drops what was kept for writes that have come meanwhile. */
    FieldState settle(VersionVector taken);

    /** The value that the world sees; order says which of concurrent values prevails, the greatest. */
    FieldValue value(Comparator<Written> order);

    /** The value for a node that has seen just these writes; empty where they do not tell it. */
    Optional<FieldValue> valueSeenBy(VersionVector seen, Comparator<Written> order);

    /** The values that stand beside each other, because none was written with another in view; one for no contest. */
    List<Written> contenders();

    /** This state as the start of one of another kind: its value goes on. */
    default List<Written> collapsed(Comparator<Written> order) {
        FieldValue value = value(order);
        return contenders().stream()
                .max(order)
                .map(winner -> List.of(new Written(winner.stamp(), value)))
                .orElse(List.of());
    }
}
