/** How fast the resolver merges, beside topologies that do less with the same records. */
@NullMarked
package io.evobridge.load.merge;

import org.jspecify.annotations.NullMarked;
