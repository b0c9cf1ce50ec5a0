/** What differs between databases: SQL, column types, values, catalog and errors of MySQL, MariaDB and PostgreSQL. */
@NullMarked
package io.evobridge.sink.sql.dialect;

import org.jspecify.annotations.NullMarked;
