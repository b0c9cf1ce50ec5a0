package io.evobridge.sink.mysql;

import io.evobridge.sink.common.config.ReferencePage;
import io.evobridge.sink.common.config.ReferencePageContract;

class MySqlReferencePageTest extends ReferencePageContract {

    private static final String INTRODUCTION = """
            # MySQL sink

            `io.evobridge.sink.mysql.MySqlSinkConnector` keeps the rows of its topics in MySQL 8.0 or later.

            **Exactly once.** Each batch is one transaction: it first moves the progress marker of its topic partition, then
            writes the rows. The table is `evobridge_progress (topic, partition_no, sequence, highest_hlc)`, where `sequence` is
            the offset of the last record applied. At start the sink reads on behind that offset, whatever the consumer group has
            committed. The marker's lock and sequence also fence a task that does not know yet that it lost its partition.
            `PATCH` and `DELETE /connectors/<name>/offsets` move the markers; do that, not a reset of the consumer group, to apply
            a topic again. A topic that was deleted and created again stops the task with that advice. To write one topic into
            one database by two connectors, give each its own `progress.table.name`.

            **Rows.** Of several states of a key in one batch only the last is written. Upserts take many rows per statement
            where the key is the only unique index; with further unique indexes each row is updated by its key and inserted where there is none, so that
            an upsert never lands on another row, and a row that collides goes to the dead letter queue alone. Columns that no
            field names keep their values; generated columns are left alone. The session is in UTC and strict: a value that does
            not fit is refused, never bent.

            **Types of created columns.** BOOLEAN `TINYINT(1)`; whole numbers `INT`, `BIGINT`; floats `FLOAT`, `DOUBLE`; decimals
            `DECIMAL(precision,scale)`, with a scale of their own each `LONGTEXT`; text `LONGTEXT`, in keys `VARCHAR(255)`; bytes
            `LONGBLOB`, in keys `VARBINARY(255)`; `DATE`, `TIME(6)`, `DATETIME(6)`, with zone `TIMESTAMP(6)`, `YEAR`; durations
            `BIGINT` microseconds; JSON, arrays, maps and nested records `JSON`; UUID `CHAR(36)`; enums `VARCHAR(255)`; bits
            `BIT(n)`; shapes `GEOMETRY`. Created tables compare text by code point (`utf8mb4_0900_bin`).

            **Errors.** While MySQL is away, busy, full or read-only, the batch is tried again until it is taken. A value that
            MySQL refuses makes its record a dead letter; the others of the batch are written. A missing table or column stops the
            task with what to do, unless `schema.evolution=basic` may add it; a table that is dropped while the sink writes to it
            stops the task in any case, for a new one would miss the rows that were there.
            """;

    @Override
    protected String fileName() {
        return "mysql-sink.md";
    }

    @Override
    protected String page() {
        return ReferencePage.of(INTRODUCTION, MySqlSinkConfig.mySqlDefinition());
    }
}
