package io.evobridge.connect.normalize;

import static io.evobridge.connect.normalize.ColumnCase.column;

import java.util.List;
import java.util.stream.Stream;

/**
 * The column types of MariaDB 10.11 with their extreme values, and what they become. Not INET4 and INET6: Debezium 3.5
 * cannot read the definition of a table that has such a column.
 */
final class MariaDbTypes {

    /** Types that MySQL does not have, or that are something else there. */
    private static final List<ColumnCase> OWN = List.of(
            column("JSON", "'{\"b\": [1, 2.50], \"a\": 1}'", "string", "{\"b\": [1, 2.50], \"a\": 1}"),
            column(
                    "UUID",
                    "'123E4567-e89b-12d3-a456-4266554400ff'",
                    "Uuid:string",
                    "123e4567-e89b-12d3-a456-4266554400ff"));

    static final List<ColumnCase> CASES = Stream.concat(
                    MySqlTypes.CASES.stream().filter(type -> !type.sqlType().equals("JSON")), OWN.stream())
            .toList();

    private MariaDbTypes() {}
}
