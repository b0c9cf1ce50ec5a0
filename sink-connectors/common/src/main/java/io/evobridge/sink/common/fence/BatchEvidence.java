package io.evobridge.sink.common.fence;

import io.evobridge.contract.AppliedKey;
import io.evobridge.contract.Evidence;
import io.evobridge.contract.RefusedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What one transaction does to each key of its batch, as it goes into the marker row and into the fence's memory. */
public final class BatchEvidence {

    private final List<AppliedKey> applied = new ArrayList<>();
    private final List<RefusedKey> refused = new ArrayList<>();

    /** The row will look so and hold the state that had seen this. */
    public void applied(String key, String seen, long print) {
        applied.add(new AppliedKey(key, seen, print));
    }

    /** The row is left alone, looking so, against these terms. */
    public void refused(String key, FenceTerms terms, long print) {
        refused.add(new RefusedKey(key, print, terms.marked()));
    }

    public int refusedCount() {
        return refused.size();
    }

    /** In Avro's single-object encoding. */
    public byte[] bytes() {
        try {
            ByteBuffer encoded = Evidence.getEncoder().encode(new Evidence(applied, refused));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array does not fail", e);
        }
    }

    /** The transaction has committed, with a marker of this sequence. */
    public void committed(Fence fence, long sequence) {
        applied.forEach(key -> fence.remember(key.getKey(), key.getSeen(), key.getPrint(), sequence));
    }
}
