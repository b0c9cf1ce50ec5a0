/** Tests of the torture's parts. */
@NullMarked
package io.evobridge.compose.torture.check;

import org.jspecify.annotations.NullMarked;
