/** The active-active demo: one customer base in MySQL and in PostgreSQL, in tables of different shapes, both written at once. */
@NullMarked
package io.evobridge.compose.demo.active;

import org.jspecify.annotations.NullMarked;
