package io.evobridge.resolver.core.merge.field;

import io.evobridge.contract.Hlc;
import io.evobridge.resolver.core.causality.Dot;

/**
 * What tells a write from the others that are concurrent with it.
 *
 * @param dot its name
 * @param hlc its place in the total order
 * @param snapshot whether it is a row of a snapshot: written at an unknown time before
 */
public record Stamp(Dot dot, Hlc hlc, boolean snapshot) {}
