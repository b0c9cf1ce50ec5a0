package io.evobridge.resolver.simulation;

/** A promise of the protocol that did not hold. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1;

    Violation(String promise) {
        super(promise);
    }
}
