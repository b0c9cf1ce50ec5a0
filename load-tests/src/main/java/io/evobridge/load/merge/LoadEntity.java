package io.evobridge.load.merge;

import org.jspecify.annotations.Nullable;

/**
 * An entity of the load, and the model of its rows: what each of two nodes wrote last, and so what the merged row must
 * be. Neither node ever sees what the other wrote.
 */
final class LoadEntity {

    /** The nodes, in the order in which {@link MergeKind#PRIORITY} prefers them. */
    static final String[] NODES = {"a", "b"};

    private final String name;
    private final MergeKind kind;
    private final int keys;
    private final int[][] lastNumbers;
    private final long[][] sums;

    LoadEntity(String name, MergeKind kind, int keys) {
        this.name = name;
        this.kind = kind;
        this.keys = keys;
        this.lastNumbers = new int[NODES.length][keys];
        this.sums = new long[NODES.length][kind == MergeKind.COUNTER ? keys : 0];
    }

    String name() {
        return name;
    }

    MergeKind kind() {
        return kind;
    }

    int keys() {
        return keys;
    }

    /** The row as a node last left it; null where it never wrote it. */
    @Nullable
    LoadRow row(int node, int key) {
        int number = lastNumbers[node][key];
        if (number == 0) {
            return null;
        }
        long any = Mix.of(number);
        int ownTags = (int) (any >>> 60) << (4 * node);
        long balance = kind == MergeKind.COUNTER ? sums[node][key] : any >>> 32 & 0xFFFFFF;
        return new LoadRow(key, number, balance, any & 0xFFFFFF, ownTags);
    }

    /** A write of a node: the row after it. */
    LoadRow write(int node, int key, int number) {
        boolean first = lastNumbers[0][key] == 0 && lastNumbers[1][key] == 0;
        lastNumbers[node][key] = number;
        if (kind == MergeKind.COUNTER && !first) {
            sums[node][key] += 1 + number % 9;
        }
        LoadRow row = row(node, key);
        if (row == null) {
            throw new IllegalArgumentException("writes are numbered from 1");
        }
        return row;
    }

    /** How many rows there must be in the end. */
    long expectedRows() {
        long rows = 0;
        for (int key = 0; key < keys; key++) {
            rows += lastNumbers[0][key] == 0 && lastNumbers[1][key] == 0 ? 0 : 1;
        }
        return rows;
    }

    /** The sum of the prints of all merged rows. */
    long expectedChecksum() {
        long sum = 0;
        for (int key = 0; key < keys; key++) {
            LoadRow merged = merged(row(0, key), row(1, key));
            if (merged != null) {
                sum += print(key, kind.print(merged));
            }
        }
        return sum;
    }

    private @Nullable LoadRow merged(@Nullable LoadRow a, @Nullable LoadRow b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return kind.merged(a, b);
    }

    /** The print of a row, such that two rows that have changed places do not sum up to the same. */
    static long print(long key, long rowPrint) {
        return Mix.of(key, rowPrint, 0);
    }
}
