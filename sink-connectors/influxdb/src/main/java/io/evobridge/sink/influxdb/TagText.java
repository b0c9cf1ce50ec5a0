package io.evobridge.sink.influxdb;

/**
 * Text made fit for the places of a line that have no quotes: measurement, tag keys, tag values, field keys. Line
 * protocol ends a line at every line feed there, and a backslash before a comma, space, equals sign or the end swallows
 * what follows it. Those characters, and the other control characters, become %XX as in the canonical key text; all
 * else stays as it is (the encoder escapes commas, spaces and equals signs).
 */
final class TagText {

    private TagText() {}

    static String of(String text) {
        StringBuilder fit = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean unfit = c < 0x20 || c == 0x7F || (c == '\\' && swallowsNext(text, i));
            if (unfit && fit == null) {
                fit = new StringBuilder(text.length() + 8).append(text, 0, i);
            }
            if (fit == null) {
                continue;
            }
            if (unfit) {
                fit.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                fit.append(Character.toUpperCase(Character.forDigit(c & 0xF, 16)));
            } else {
                fit.append(c);
            }
        }
        return fit == null ? text : fit.toString();
    }

    /** Also before another backslash: servers differ on whether a pair of them is one character. */
    private static boolean swallowsNext(String text, int at) {
        if (at + 1 == text.length()) {
            return true;
        }
        char next = text.charAt(at + 1);
        return next == ',' || next == ' ' || next == '=' || next == '\\' || next < 0x20 || next == 0x7F;
    }
}
