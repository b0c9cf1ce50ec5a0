package io.evobridge.bridge.types;

import io.evobridge.bridge.sql.FoundColumn;

/**
 * A field of an entity as one database brings it.
 *
 * @param column the column's type, or those of the columns that hold its parts
 * @param charset character set of a text, as the database names it; else empty
 * @param type what its values become
 * @param nullable whether it may be null
 * @param key whether it is a field of the key
 */
record FieldOrigin(
        String entity, String name, String column, String charset, CanonicalType type, boolean nullable, boolean key) {

    /** Whether it comes, as it is, from a column of the same type. */
    boolean isOfType(FoundColumn other) {
        return column.equals(other.type()) && charset.equals(other.charset());
    }
}
