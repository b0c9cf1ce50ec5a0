package io.evobridge.contract;

import java.time.Instant;

/**
 * A reading of a hybrid logical clock in 64 bits: 48 bits of milliseconds since 1970 UTC, then 16 bits of counter.
 * Readings order as unsigned numbers. Ticking lives in the resolver; this is the encoding only.
 *
 * <p>Source: Kulkarni, Demirbas, Madappa, Avva, Leone, "Logical Physical Clocks" (2014), section 6.2.
 *
 * @param bits the encoded reading
 */
public record Hlc(long bits) implements Comparable<Hlc> {

    /** The reading before every other. */
    public static final Hlc ZERO = new Hlc(0);

    /** Largest millisecond value that fits: year 10889. */
    public static final long MAX_MILLIS = (1L << 48) - 1;

    /** Largest counter value within one millisecond. */
    public static final int MAX_COUNTER = 0xFFFF;

    private static final int TEXT_LENGTH = 16;

    /** Joins a physical part in 0…{@link #MAX_MILLIS} and a counter in 0…{@link #MAX_COUNTER}. */
    public static Hlc of(long millis, int counter) {
        if (millis < 0 || millis > MAX_MILLIS) {
            throw new IllegalArgumentException("HLC milliseconds out of range 0…2^48-1: " + millis);
        }
        if (counter < 0 || counter > MAX_COUNTER) {
            throw new IllegalArgumentException("HLC counter out of range 0…65535: " + counter);
        }
        return new Hlc(millis << 16 | counter);
    }

    /** Reads what {@link #toString} wrote. */
    public static Hlc parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("an HLC is 16 hexadecimal digits, not '" + text + "'");
        }
        try {
            return new Hlc(Long.parseUnsignedLong(text, 16));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("an HLC is 16 hexadecimal digits, not '" + text + "'", e);
        }
    }

    /** Milliseconds since 1970 UTC. */
    public long millis() {
        return bits >>> 16;
    }

    public int counter() {
        return (int) (bits & MAX_COUNTER);
    }

    /**
     * A time in nanoseconds since 1970 UTC that differs for any two readings: the counter takes the place of the
     * nanoseconds below a millisecond. Stores that identify a point by its time use it.
     */
    public long toNanos() {
        return Math.addExact(Math.multiplyExact(millis(), 1_000_000L), counter());
    }

    /** The next reading; carries into the milliseconds when the counter is full. */
    public Hlc next() {
        return new Hlc(bits + 1);
    }

    @Override
    public int compareTo(Hlc other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** 16 lower-case hexadecimal digits, so that text sorts like the clock. */
    @Override
    public String toString() {
        return HexText.of(bits);
    }
}
