/** Tests of schedule and latency. */
@NullMarked
package io.evobridge.load.path;

import org.jspecify.annotations.NullMarked;
