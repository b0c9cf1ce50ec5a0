/** Tests of the torture's parts. */
@NullMarked
package io.evobridge.compose.torture.fault;

import org.jspecify.annotations.NullMarked;
