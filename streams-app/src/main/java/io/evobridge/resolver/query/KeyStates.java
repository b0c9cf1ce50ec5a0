package io.evobridge.resolver.query;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.RequestId;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.store.RequestMemory;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The key states of the bridge, as far as this instance has them, and where the others are. */
interface KeyStates {

    /** Where the state of a key is. Throws {@link ApiProblem} while nobody can tell. */
    Owner owner(CanonicalKey key);

    /** The other instances that keep a standby copy of a key. Throws {@link ApiProblem} while nobody can tell. */
    List<URI> standbys(CanonicalKey key);

    /** The state of a key that this instance owns; empty where nobody has written it. */
    Optional<KeyState> get(CanonicalKey key);

    /** A request to write a key that this instance owns, where it was taken in before. */
    Optional<RequestMemory.Remembered> request(CanonicalKey key, RequestId request);

    /** The state of a key in whatever copy this instance has. Throws {@link ApiProblem} where it has none. */
    Optional<KeyState> read(CanonicalKey key);

    /**
     * What this instance has of a partition: empty for nothing. A state that is read afterwards contains that, or more.
     */
    Optional<Copy> copy(int partition);

    /** What this instance has, by partition. */
    List<Copy> copies();

    /** Address of each instance, empty for this one → partitions of which it should have a copy. */
    Map<Optional<URI>, Set<Integer>> assigned();

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

    /**
     * A copy of the state of one partition.
     *
     * @param active whether this instance owns the partition
     * @param contained node → offset in its captured topic: every record before it is contained; see {@link
     *     io.evobridge.resolver.store.NodeLog#next}
     */
    record Copy(int partition, boolean active, Map<String, Long> contained) {

        public Copy {
            contained = Map.copyOf(contained);
        }

        /** How many captured records are contained, so that copies of one partition can be compared. */
        long size() {
            return contained.values().stream()
                    .mapToLong(offset -> Math.max(0, offset))
                    .sum();
        }

        /** For a person and for a program. */
        String word() {
            return active ? "active" : "standby";
        }
    }

    /** A key with its state. */
    record Entry(String key, KeyState state) {}

    /**
     * The instance that owns a key.
     *
     * @param other its address; empty for this instance
     */
    record Owner(Optional<URI> other) {}
}
