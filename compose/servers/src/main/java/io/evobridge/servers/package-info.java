/** Real servers, each one process of this machine: started, checked, broken on purpose and stopped by tests and the demo. */
@NullMarked
package io.evobridge.servers;

import org.jspecify.annotations.NullMarked;
