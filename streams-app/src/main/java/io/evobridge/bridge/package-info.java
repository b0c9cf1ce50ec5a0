/** The description of a bridge: what {@code bridge.yaml} says, checked, and the connector configurations it implies. */
@NullMarked
package io.evobridge.bridge;

import org.jspecify.annotations.NullMarked;
