package io.evobridge.load.merge;

/**
 * A stretch of the load with one character.
 *
 * @param title what a reader of the report calls it
 * @param entity whose rows are written
 * @param fills whether each key is written once, in an order that looks random; otherwise keys are drawn at random
 * @param writes how many
 * @param conflictPercent the share of writes to rows that both nodes write; all others have one writer
 */
record Phase(String title, LoadEntity entity, boolean fills, int writes, int conflictPercent) {

    private static final String WARM_UP = "warm-up";

    /** Prime, so that its multiples run through all keys before one comes again. */
    private static final long STRIDE = 7_368_787;

    static Phase fill(String title, LoadEntity entity) {
        return new Phase(title, entity, true, entity.keys(), 0);
    }

    static Phase draw(String title, LoadEntity entity, int writes, int conflictPercent) {
        return new Phase(title, entity, false, writes, conflictPercent);
    }

    /** Goes before those that count, so that compilers and caches are warm. */
    static Phase warmUp(LoadEntity entity, int writes, int conflictPercent) {
        return draw(WARM_UP, entity, writes, conflictPercent);
    }

    /** Whether its rate says anything. */
    boolean counts() {
        return !title.equals(WARM_UP);
    }

    /** The key of a write. */
    int key(int write) {
        if (fills) {
            return (int) (write * STRIDE % entity.keys());
        }
        long any = Mix.of(write) >>> 1;
        int shared = shared();
        return isShared(write) ? (int) (any % Math.max(1, shared)) : shared + (int) (any % (entity.keys() - shared));
    }

    /** The node of a write: the nodes take turns in shared rows, and share the others out. */
    int node(int write) {
        return (isShared(write) ? write : key(write)) & 1;
    }

    private boolean isShared(int write) {
        return (Mix.of(write, 1, 0) >>> 1) % 100 < conflictPercent;
    }

    private int shared() {
        return (int) ((long) entity.keys() * conflictPercent / 100);
    }
}
