package io.evobridge.contract;

import java.util.HexFormat;

/** Unsigned 64-bit numbers as 16 lower-case hexadecimal digits: text that sorts like the number. */
final class HexText {

    private HexText() {}

    static String of(long bits) {
        return HexFormat.of().toHexDigits(bits);
    }
}
