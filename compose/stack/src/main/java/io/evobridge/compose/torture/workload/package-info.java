/** Applications that write to a database through its own SQL, in the shapes that Jepsen uses. */
@NullMarked
package io.evobridge.compose.torture.workload;

import org.jspecify.annotations.NullMarked;
