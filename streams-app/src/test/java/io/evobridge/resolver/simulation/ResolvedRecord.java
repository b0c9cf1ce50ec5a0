package io.evobridge.resolver.simulation;

import io.evobridge.contract.Headers;
import io.evobridge.contract.Hlc;
import io.evobridge.contract.RowFingerprint;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of a resolved topic, read once, and the truth about it.
 *
 * @param truth ids of the writes that went into the state
 * @param authors for the record or for each field, id of the write whose value it shows
 */
record ResolvedRecord(
        long offset,
        String key,
        @Nullable Row row,
        Map<String, String> headers,
        BitSet truth,
        Map<String, Integer> authors) {

    ResolvedRecord at(long place) {
        return new ResolvedRecord(place, key, row, headers, truth, authors);
    }

    boolean isHeldBy(String node) {
        return Arrays.asList(headers.getOrDefault(Headers.HOLDS, "").split(",", -1))
                .contains(node);
    }

    /** The fingerprint of the node's row as the resolver knew it; null where the record says nothing. */
    @Nullable
    Long known(String node) {
        String print = headers.get(Headers.KNOWN_PREFIX + node);
        return print == null ? null : RowFingerprint.parse(print);
    }

    /** Sequence of the node's last marker that the resolver had read. */
    long marked(String node) {
        return Long.parseLong(headers.getOrDefault(Headers.MARKED_PREFIX + node, "-1"));
    }

    String seen() {
        return headers.getOrDefault(Headers.SEEN, "");
    }

    long sequence() {
        return header(Headers.SEQUENCE);
    }

    long hlc() {
        return header(Headers.HLC);
    }

    private long header(String name) {
        String text = headers.get(name);
        if (text == null) {
            throw new Violation("a resolved record without the header " + name);
        }
        return Hlc.parse(text).bits();
    }

    @Override
    public String toString() {
        return "#" + offset + " " + key + "=" + row + " of " + authors + " knowing " + truth + " " + headers;
    }
}
