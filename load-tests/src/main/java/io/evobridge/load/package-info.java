/** Benchmarks: what the hot paths cost. They report and never gate the build. */
@NullMarked
package io.evobridge.load;

import org.jspecify.annotations.NullMarked;
