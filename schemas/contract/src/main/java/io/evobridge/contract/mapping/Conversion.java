package io.evobridge.contract.mapping;

import java.util.Optional;

/** What the values of one column become as values of their field, and back; one to one. Null stays null. */
public sealed interface Conversion permits Scale, NumberText, ValueMap {

    /**
     * The plain text of the field ({@link io.evobridge.contract.RowFingerprint}) of a column's plain text; empty where the
     * column holds what cannot be converted.
     */
    Optional<String> fieldText(String columnText);

    /** As configuration says it: {@code scale:2}, {@code number}, {@code values:Y=true;N=false}. */
    String text();

    /** Reads what {@link #text} wrote; throws IllegalArgumentException that states the rule. */
    static Conversion parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return switch (kind) {
            case "scale" -> Scale.parse(rest);
            case "number" -> NumberText.INSTANCE;
            case "values" -> ValueMap.parse(rest);
            default -> throw new IllegalArgumentException("scale:<digits>, number or values:<column>=<field>[;…]");
        };
    }
}
