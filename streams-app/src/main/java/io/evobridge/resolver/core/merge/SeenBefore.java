package io.evobridge.resolver.core.merge;

import io.evobridge.resolver.core.causality.VersionVector;

/** Tells the causal context of a write: for its key, what its node had seen before. Unknown means not seen. */
@FunctionalInterface
public interface SeenBefore {

    /** A node has seen its own earlier writes, and what its log shows that sinks have written into it. */
    SeenBefore LOG = (node, key) -> key.context(node);

    /** The context of the node's next write to the key with this state. */
    VersionVector context(String node, KeyState key);
}
