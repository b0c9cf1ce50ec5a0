/** Load tests: what the bridge does in a second, measured beside its peers and its limits on the same machine. */
@NullMarked
package io.evobridge.load;

import org.jspecify.annotations.NullMarked;
