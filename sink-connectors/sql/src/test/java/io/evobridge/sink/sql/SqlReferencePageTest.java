package io.evobridge.sink.sql;

import io.evobridge.sink.common.config.ReferencePage;
import io.evobridge.sink.common.config.ReferencePageContract;

class SqlReferencePageTest extends ReferencePageContract {

    private static final String INTRODUCTION = """
            # SQL sink

            `io.evobridge.sink.sql.SqlSinkConnector` keeps the rows of its topics in MySQL 8.0, MariaDB 10.5, PostgreSQL 12, or later.
            The URL says which.

            **Exactly once.** Each batch is one transaction: it first moves the progress marker of its topic partition, then
            writes the rows. The table is `evobridge_progress (topic, partition_no, sequence, highest_hlc, evidence)`, where `sequence`
            is the offset of the last record applied. At start the sink reads on behind that offset, whatever the consumer group has
            committed. The marker's lock and sequence also fence a task that does not know yet that it lost its partition.
            `PATCH` and `DELETE /connectors/<name>/offsets` move the markers; do that, not a reset of the consumer group, to apply
            a topic again. A topic that was deleted and created again stops the task with that advice. To write one topic into
            one database by two connectors, give each its own `progress.table.name`.

            **Rows.** Of several states of a key in one batch only the last is written. Upserts take many rows per statement. On MySQL
            and MariaDB, where the table has further unique indexes, each row is updated by its key and inserted where there is none,
            so that an upsert never lands on another row. A row that collides goes to the dead letter queue alone. Columns that no
            field names keep their values; generated columns are left alone; an identity column is written when it is part of the
            key, and its sequence is not moved. The session is in UTC and strict: a value that does not fit is refused, never bent.

            **Types of created columns.**

            | field | MySQL, MariaDB | PostgreSQL |
            |---|---|---|
            | boolean | `TINYINT(1)` | `BOOLEAN` |
            | int32, int64 | `INT`, `BIGINT` | `INTEGER`, `BIGINT` |
            | float32, float64 | `FLOAT`, `DOUBLE` | `REAL`, `DOUBLE PRECISION` |
            | decimal | `DECIMAL(precision,scale)` | `NUMERIC(precision,scale)` |
            | decimals with a scale of their own each | `LONGTEXT` | `NUMERIC` |
            | text, XML, sets; enums | `LONGTEXT`; `VARCHAR(255)`, as in keys | `TEXT` |
            | bytes | `LONGBLOB`, in keys `VARBINARY(255)` | `BYTEA` |
            | date, year | `DATE`, `YEAR` | `DATE`, `INTEGER` |
            | time | `TIME(6)`, to 838 hours | `TIME(6)`, of a day |
            | time with a zone | `VARCHAR(32)` | `TIMETZ(6)` |
            | timestamp, moment | `DATETIME(6)`, `TIMESTAMP(6)` | `TIMESTAMP(6)`, `TIMESTAMPTZ(6)` |
            | duration | `BIGINT` microseconds | `INTERVAL` |
            | JSON, arrays, maps, nested records | `JSON` | `JSONB` |
            | UUID | `CHAR(36)` | `UUID` |
            | bits | `BIT(n)` | `BIT(n)`, `BIT VARYING` |
            | shapes | `GEOMETRY` | `JSONB` |

            Tables that were there may have any type that reads the value: enumerations, arrays, domains and PostGIS types too. Created
            tables of MySQL and MariaDB compare text by code point (`utf8mb4_0900_bin`, `utf8mb4_nopad_bin`).

            **Databases that applications write, too** (`fence.node`). The transaction first locks its rows and compares each with
            what the record knew of it; one that holds a local write which the resolver has not seen is left alone, and the
            marker row's `evidence` tells so. [How writable databases are kept together](../active-active.md) is the whole
            rule. The comparison is over every column of the table but computed ones. A column that changes by itself, such as
            `ON UPDATE CURRENT_TIMESTAMP`, costs a round trip with each write: name it in `field.exclude.list`, and keep it from
            being captured.

            **Errors.** While the database is away, busy, full or read-only, the batch is tried again until it is taken. A value that
            it refuses makes its record a dead letter; the others of the batch are written. A missing privilege stops the task at its
            start with the statement that grants it. A missing table or column stops the
            task with what to do, unless `schema.evolution=basic` may add it; a table that is dropped while the sink writes to it
            stops the task in any case, for a new one would miss the rows that were there.
            """;

    @Override
    protected String fileName() {
        return "sql-sink.md";
    }

    @Override
    protected String page() {
        return ReferencePage.of(INTRODUCTION, SqlSinkConfig.sqlDefinition());
    }
}
