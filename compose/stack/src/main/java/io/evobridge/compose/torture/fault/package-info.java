/** Faults by a seeded schedule: what breaks, when, and for how long. */
@NullMarked
package io.evobridge.compose.torture.fault;

import org.jspecify.annotations.NullMarked;
