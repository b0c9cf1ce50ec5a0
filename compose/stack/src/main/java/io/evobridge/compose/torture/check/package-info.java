/** Pure checks of a finished run: each finds one kind of violation in histories and final states. */
@NullMarked
package io.evobridge.compose.torture.check;

import org.jspecify.annotations.NullMarked;
