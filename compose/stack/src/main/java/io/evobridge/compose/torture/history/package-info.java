/** What applications asked of databases and what they were answered. */
@NullMarked
package io.evobridge.compose.torture.history;

import org.jspecify.annotations.NullMarked;
