package io.evobridge.resolver.query;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.core.merge.KeyState;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The key states of the bridge, as far as this instance has them, and where the others are. */
interface KeyStates {

    /** Where the state of a key is. Throws {@link ApiProblem} while nobody can tell. */
    Owner owner(CanonicalKey key);

    /** The state of a key that this instance owns; empty where nobody has written it. */
    Optional<KeyState> get(CanonicalKey key);

    /**
     * States of the keys that this instance owns, by key text in the order of its bytes.
     *
     * @param from first key text
     * @param before end of the range, itself not in it
     * @param limit how many at most
     */
    Part range(String from, String before, int limit);

    /** Addresses of the other instances that own keys. */
    List<URI> others();

    /**
     * What this instance has of a range.
     *
     * @param partitions how many it answered for
     */
    record Part(List<Entry> entries, int partitions) {}

    /** A key with its state. */
    record Entry(String key, KeyState state) {}

    /**
     * The instance that owns a key.
     *
     * @param other its address; empty for this instance
     */
    record Owner(Optional<URI> other) {}
}
