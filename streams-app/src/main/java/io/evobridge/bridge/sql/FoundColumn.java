package io.evobridge.bridge.sql;

import java.util.List;

/**
 * A column that a database has.
 *
 * @param type as the database writes it; of a PostgreSQL domain, the type that it restricts
 * @param charset MySQL and MariaDB: character set of a text; else empty
 * @param words PostgreSQL: of an enumeration; else empty
 * @param nullable whether it may hold null
 * @param generated whether the database computes it
 */
public record FoundColumn(String type, String charset, List<String> words, boolean nullable, boolean generated) {

    public FoundColumn {
        words = List.copyOf(words);
    }
}
