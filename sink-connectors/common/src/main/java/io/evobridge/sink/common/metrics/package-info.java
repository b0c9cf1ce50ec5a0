/** What a sink task shows over JMX. */
@NullMarked
package io.evobridge.sink.common.metrics;

import org.jspecify.annotations.NullMarked;
