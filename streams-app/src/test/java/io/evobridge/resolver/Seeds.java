package io.evobridge.resolver;

import java.util.Random;
import java.util.stream.LongStream;

/** Seeds of a property test: {@code -Dseed=} replays one, {@code -Dseeds=} sets how many. Size grows with the seed. */
public final class Seeds {

    private static final int DEFAULT_COUNT = 300;
    private static final long SIZES = 40;

    private Seeds() {}

    /** The seeds to try. */
    public static LongStream all() {
        Long one = Long.getLong("seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, Integer.getInteger("seeds", DEFAULT_COUNT));
    }

    public static Random random(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** How large the example of a seed is: 1 to 40. */
    public static int size(long seed) {
        return (int) (1 + seed % SIZES);
    }
}
