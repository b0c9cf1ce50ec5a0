/** How fast sinks write what is in Kafka: ours, a peer's, and a bare loader. */
@NullMarked
package io.evobridge.load.sinks;

import org.jspecify.annotations.NullMarked;
