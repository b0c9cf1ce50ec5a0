/** Names and wiring of the Streams topology. */
@NullMarked
package io.evobridge.resolver.topology;

import org.jspecify.annotations.NullMarked;
