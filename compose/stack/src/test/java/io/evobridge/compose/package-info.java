/** End-to-end tests: a whole bridge on real servers, with faults. */
@NullMarked
package io.evobridge.compose;

import org.jspecify.annotations.NullMarked;
