/** Bridges of more nodes than a machine can hold, simulated event by event with costs that were measured. */
@NullMarked
package io.evobridge.load.scale;

import org.jspecify.annotations.NullMarked;
