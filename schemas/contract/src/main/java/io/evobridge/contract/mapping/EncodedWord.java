package io.evobridge.contract.mapping;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A word in the text of a setting: URL-encoded, so that it may hold blanks and the characters between words. */
final class EncodedWord {

    private EncodedWord() {}

    static String write(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Throws IllegalArgumentException on a broken %XX. */
    static String read(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
