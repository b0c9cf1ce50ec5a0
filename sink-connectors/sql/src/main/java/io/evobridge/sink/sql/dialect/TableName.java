package io.evobridge.sink.sql.dialect;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Name of a table.
 *
 * @param schema database of MySQL and MariaDB, schema of PostgreSQL; null for that of the connection
 * @param table not quoted
 */
public record TableName(@Nullable String schema, String table) {

    /**
     * Reads a collection name: {@code table}, or {@code schema.table}. A name with more dots, such as a topic's, is a
     * table whose dots become underscores.
     */
    public static TableName of(String collection) {
        int dot = collection.indexOf('.');
        if (dot < 0) {
            return new TableName(null, collection);
        } else if (dot == collection.lastIndexOf('.') && dot > 0 && dot < collection.length() - 1) {
            return new TableName(collection.substring(0, dot), collection.substring(dot + 1));
        }
        return new TableName(null, collection.replace('.', '_'));
    }

    /** For SQL, each part quoted. */
    public String sql(UnaryOperator<String> quote) {
        return schema == null ? quote.apply(table) : quote.apply(schema) + '.' + quote.apply(table);
    }

    @Override
    public String toString() {
        return schema == null ? table : schema + '.' + table;
    }
}
