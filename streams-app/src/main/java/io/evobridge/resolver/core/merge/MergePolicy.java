package io.evobridge.resolver.core.merge;

import java.util.List;

/**
 * Turns the concurrent versions of a key into the state that the world sees.
 *
 * <p>Law: the decision depends on the set of versions alone, not on their order, so replicas with the same versions
 * decide alike.
 */
public interface MergePolicy {

    /** The word for it in configuration and in the conflicts topic. */
    String word();

    /** Decides among one or more versions. */
    Decision decide(List<Version> versions);
}
