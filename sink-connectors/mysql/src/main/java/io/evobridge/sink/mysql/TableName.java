package io.evobridge.sink.mysql;

import org.jspecify.annotations.Nullable;

/**
 * Name of a table.
 *
 * @param database null for the database of the connection
 * @param table not quoted
 */
record TableName(@Nullable String database, String table) {

    /**
     * Reads a collection name: {@code table}, or {@code database.table}. A name with more dots, such as a topic's, is a
     * table whose dots become underscores.
     */
    static TableName of(String collection) {
        int dot = collection.indexOf('.');
        if (dot < 0) {
            return new TableName(null, collection);
        } else if (dot == collection.lastIndexOf('.') && dot > 0 && dot < collection.length() - 1) {
            return new TableName(collection.substring(0, dot), collection.substring(dot + 1));
        }
        return new TableName(null, collection.replace('.', '_'));
    }

    /** Quoted for SQL. */
    String sql() {
        return database == null ? quote(table) : quote(database) + '.' + quote(table);
    }

    static String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    @Override
    public String toString() {
        return database == null ? table : database + '.' + table;
    }
}
