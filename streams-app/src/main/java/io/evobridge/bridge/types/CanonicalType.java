package io.evobridge.bridge.types;

/**
 * What a column's values become on their way: the canonical type, named as in {@code docs/types.md}, and the values that
 * the column can bring.
 */
record CanonicalType(String name, Values values) {

    static final CanonicalType INT32 = new CanonicalType("int32", Numbers.INT32);
    static final CanonicalType INT64 = new CanonicalType("int64", Numbers.INT64);
    static final CanonicalType BOOLEAN = new CanonicalType("boolean", new Truth());
    static final CanonicalType VARIABLE_SCALE_DECIMAL = new CanonicalType("VariableScaleDecimal", Numbers.UNLIMITED);

    static CanonicalType text(Text values) {
        return new CanonicalType("string", values);
    }

    static CanonicalType decimal(int precision, int scale) {
        return new CanonicalType("Decimal(" + precision + "," + scale + ")", Numbers.decimal(precision, scale));
    }

    /** The name without length and scale. */
    String kind() {
        int bracket = name.indexOf('(');
        return bracket < 0 ? name : name.substring(0, bracket);
    }
}
