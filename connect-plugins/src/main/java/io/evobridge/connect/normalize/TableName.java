package io.evobridge.connect.normalize;

import org.jspecify.annotations.Nullable;

/**
 * A table as a source block names it; each part is null where the source has none.
 *
 * @param database MySQL and MariaDB: the only qualifier
 * @param schema PostgreSQL: the usual qualifier
 * @param table name without qualifiers
 */
record TableName(
        @Nullable String database,
        @Nullable String schema,
        @Nullable String table) {

    /** Qualifier and name, for people: {@code shop.customers}. */
    @Override
    public String toString() {
        return (schema != null ? schema : database) + "." + table;
    }
}
