package io.evobridge.load.data;

/** A sum over rows in any order: equal for two places that hold the same rows, and hardly for others. */
public final class Checksum {

    private long rows;
    private long sum;

    public void add(Item item) {
        rows++;
        sum += item.print();
    }

    /** Rows and sum, as a person can compare them. */
    @Override
    public String toString() {
        return String.format("%d rows, checksum %016x", rows, sum);
    }
}
