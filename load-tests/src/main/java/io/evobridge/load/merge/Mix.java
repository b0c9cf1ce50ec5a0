package io.evobridge.load.merge;

/** Numbers that look random and follow from their input: the finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
final class Mix {

    private Mix() {}

    static long of(long number) {
        long mixed = number + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    static long of(long first, long second, long third) {
        return of(of(of(first) + second) + third);
    }
}
