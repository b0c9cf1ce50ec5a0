/** End-to-end tests of two databases that are written at once. */
@NullMarked
package io.evobridge.compose.demo.active;

import org.jspecify.annotations.NullMarked;
