/** Tests of the torture's parts. */
@NullMarked
package io.evobridge.compose.torture.history;

import org.jspecify.annotations.NullMarked;
