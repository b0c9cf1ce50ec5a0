/** Tests of the torture's parts. */
@NullMarked
package io.evobridge.compose.torture;

import org.jspecify.annotations.NullMarked;
