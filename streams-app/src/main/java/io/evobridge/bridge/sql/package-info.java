/** Speaking to a bridge's databases with SQL, beside the connectors. */
@NullMarked
package io.evobridge.bridge.sql;

import org.jspecify.annotations.NullMarked;
