package io.evobridge.resolver.simulation;

import java.util.BitSet;

/**
 * The truth about what the resolver knows of a key. Not to be changed.
 *
 * @param all ids of the writes that it took in, and of those that they had seen
 * @param taken ids of the writes that it took in: after a crash some that were seen are yet to be read again
 */
record Knowledge(BitSet all, BitSet taken) {

    static final Knowledge NONE = new Knowledge(new BitSet(), new BitSet());

    Knowledge with(LocalWrite write) {
        BitSet more = (BitSet) all.clone();
        more.or(write.seen());
        more.set(write.id());
        BitSet read = (BitSet) taken.clone();
        read.set(write.id());
        return new Knowledge(more, read);
    }
}
