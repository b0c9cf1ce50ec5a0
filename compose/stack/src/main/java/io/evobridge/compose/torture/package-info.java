/** Torture: writable databases under load and faults, and the proof that they end equal with nothing lost. */
@NullMarked
package io.evobridge.compose.torture;

import org.jspecify.annotations.NullMarked;
