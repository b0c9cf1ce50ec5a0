package io.evobridge.sink.common.row;

import java.util.HexFormat;

/**
 * Version of a key's state in a topic: a target that keeps the greatest one it applied cannot go back. Equal means the
 * same state, sent again, and is applied again.
 *
 * @param bits compared as unsigned: the {@code eb-seq} header, or the Kafka offset where there is none
 */
public record Sequence(long bits) implements Comparable<Sequence> {

    /** 16 lower-case hexadecimal digits, so that text sorts like the sequence. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(bits);
    }

    @Override
    public int compareTo(Sequence other) {
        return Long.compareUnsigned(bits, other.bits);
    }
}
