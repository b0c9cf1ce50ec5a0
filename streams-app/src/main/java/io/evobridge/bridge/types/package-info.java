/** What becomes of the values of a column on their way into another database: lossless, widening or lossy. */
@NullMarked
package io.evobridge.bridge.types;

import org.jspecify.annotations.NullMarked;
