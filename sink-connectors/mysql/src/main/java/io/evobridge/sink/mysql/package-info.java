/** The sink connector for MySQL: rows, progress marker and offsets in one transaction per partition and batch. */
@NullMarked
package io.evobridge.sink.mysql;

import org.jspecify.annotations.NullMarked;
