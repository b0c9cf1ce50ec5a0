/** How fast changes are captured, beside a bare Debezium, and what that costs. */
@NullMarked
package io.evobridge.load.capture;

import org.jspecify.annotations.NullMarked;
