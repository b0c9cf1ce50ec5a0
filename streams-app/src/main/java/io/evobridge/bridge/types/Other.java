package io.evobridge.bridge.types;

/**
 * Values of a kind that only itself and text can hold.
 *
 * @param kind such as JSON; with the database's own word where there is nothing common
 * @param textLength the longest plain text, in characters
 */
record Other(String kind, long textLength) implements Values {

    static final Other JSON = new Other("JSON", Long.MAX_VALUE);
    static final Other UUID = new Other("UUIDs", 36);
    static final Other XML = new Other("XML", Long.MAX_VALUE);
    static final Other POINT = new Other("points", Long.MAX_VALUE);
    static final Other SHAPE = new Other("shapes", Long.MAX_VALUE);
    static final Other INTERVAL = new Other("intervals", 64);

    static Other array(String element) {
        return new Other("arrays of " + element, Long.MAX_VALUE);
    }

    /** A type of one database, of which others know nothing but its text. */
    static Other named(String type) {
        return new Other(type, Long.MAX_VALUE);
    }

    @Override
    public Fit into(Values column) {
        if (column instanceof Text text) {
            return intoText(text);
        } else if (equals(column)) {
            return Fit.LOSSLESS;
        } else if (equals(POINT) && column.equals(SHAPE)) {
            return Fit.WIDENING;
        } else if (column.equals(JSON) && (kind.startsWith("arrays") || equals(SHAPE) || equals(POINT))) {
            return Fit.widening("as JSON");
        }
        return Values.strange(kind);
    }
}
