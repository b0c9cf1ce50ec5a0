/** The sink connector for SQL databases: rows, progress marker and offsets in one transaction per partition and batch. */
@NullMarked
package io.evobridge.sink.sql;

import org.jspecify.annotations.NullMarked;
