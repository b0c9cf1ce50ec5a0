package io.evobridge.sink.sql;

/** Whether tables follow the records: the values of {@code schema.evolution}. */
enum SchemaEvolution {
    /** Tables and columns are there; where not, the task stops and says what is missing. */
    NONE,
    /** Missing tables are created and missing columns added; nothing is ever dropped or changed. */
    BASIC
}
