package io.evobridge.sink.mysql;

import java.util.Set;

/**
 * A column of the target as the database describes it.
 *
 * @param name not quoted
 * @param dataType MySQL's type without length, lower case
 * @param required whether an insert has to name it: not null, no default, not generated
 * @param generated whether the database computes it, so that nobody may write it
 */
record Column(String name, String dataType, boolean required, boolean generated) {

    private static final Set<String> TEXT =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set");
    private static final Set<String> EXACT = Set.of(
            "tinyint",
            "smallint",
            "mediumint",
            "int",
            "bigint",
            "decimal",
            "date",
            "datetime",
            "timestamp",
            "binary",
            "varbinary",
            "year",
            "bit");

    boolean isText() {
        return TEXT.contains(dataType);
    }

    /** Whether two values are equal for the database only if they are the same; text depends on the collation. */
    boolean comparesExactly() {
        return EXACT.contains(dataType);
    }
}
