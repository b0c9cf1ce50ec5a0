/** A whole active-active bridge in one thread and one random number: the real resolver between simulated databases. */
@NullMarked
package io.evobridge.resolver.simulation;

import org.jspecify.annotations.NullMarked;
