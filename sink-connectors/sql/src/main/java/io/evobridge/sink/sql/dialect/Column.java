package io.evobridge.sink.sql.dialect;

/**
 * A column of the target as the database describes it.
 *
 * @param name not quoted
 * @param dataType the database's type without length, lower case
 * @param kind what the values are
 * @param size length of texts, bytes and bits; digits behind the point of decimals, seconds of times; −1 where unlimited
 * @param comparesExactly whether two values are equal for the database only if they are the same; text may depend on a
 *     collation
 * @param filling where the values come from
 */
public record Column(
        String name, String dataType, ColumnKind kind, int size, boolean comparesExactly, Filling filling) {

    /** Where the value of a column comes from when an insert does not name it. */
    public enum Filling {
        /** It is null. */
        NULL,
        /** Nowhere: an insert has to name it. */
        REQUIRED,
        /** A default, a sequence or a counter. */
        DEFAULT,
        /** A sequence that only an insert may overrule, never an update. */
        IDENTITY,
        /** The database computes it, and nobody may write it. */
        GENERATED
    }

    public boolean isRequired() {
        return filling == Filling.REQUIRED;
    }

    public boolean isGenerated() {
        return filling == Filling.GENERATED;
    }

    public boolean isUpdatable() {
        return filling != Filling.GENERATED && filling != Filling.IDENTITY;
    }

    boolean isText() {
        return kind == ColumnKind.TEXT;
    }
}
