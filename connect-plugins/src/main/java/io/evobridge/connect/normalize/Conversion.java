package io.evobridge.connect.normalize;

/** An exact conversion of non-null values; what it cannot keep exactly it refuses. */
@FunctionalInterface
interface Conversion {

    /** Keeps every value as it is. */
    Conversion NONE = value -> value;

    /**
     * The value in its canonical type.
     *
     * @throws UnconvertibleException when the canonical type cannot hold this value exactly
     */
    Object apply(Object value);
}
