package io.evobridge.load.merge;

/** A way to merge, as an entity of the bridge file asks for it, and what its outcome must be. */
enum MergeKind {
    LWW("policy: lww"),
    PRIORITY("policy: priority, prefer: [a, b]"),
    SIBLINGS("policy: siblings"),
    EXTREMES("fields: {balance: max, floor: min}"),
    COUNTER("fields: {balance: counter}"),
    SET("fields: {tags: set}");

    private final String rules;

    MergeKind(String rules) {
        this.rules = rules;
    }

    /** Its settings in a bridge file, as members of a mapping in YAML's flow style. */
    String rules() {
        return rules;
    }

    /**
     * What of the merged row follows from the writes alone, as a number. The fields that a kind leaves to the default
     * policy are left out, because which write changed them last depends on their values.
     */
    long print(LoadRow row) {
        return switch (this) {
            case LWW, PRIORITY, SIBLINGS -> Mix.of(row.balance(), row.floor(), row.tags());
            case EXTREMES -> Mix.of(row.balance(), row.floor(), 0);
            case COUNTER -> Mix.of(row.balance(), 0, 0);
            case SET -> Mix.of(0, 0, row.tags());
        };
    }

    /** The row that two concurrent ones merge into, as far as {@link #print} looks. */
    LoadRow merged(LoadRow a, LoadRow b) {
        return switch (this) {
            case LWW, SIBLINGS -> a.number() > b.number() ? a : b;
            case PRIORITY -> a;
            case EXTREMES ->
                new LoadRow(a.id(), a.number(), Math.max(a.balance(), b.balance()), Math.min(a.floor(), b.floor()), 0);
            case COUNTER -> new LoadRow(a.id(), a.number(), a.balance() + b.balance(), 0, 0);
            case SET -> new LoadRow(a.id(), a.number(), 0, 0, a.tags() | b.tags());
        };
    }
}
