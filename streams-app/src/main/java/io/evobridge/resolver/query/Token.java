package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.SeenText;
import io.evobridge.resolver.core.causality.VersionVector;
import java.util.Base64;

/**
 * What a client has written or read of a key: whoever has seen it knows at least as much. As text it is one word for
 * addresses and headers; clients hand it back unchanged.
 *
 * @param seen every write that it stands for
 */
record Token(CanonicalKey key, VersionVector seen) {

    private static final char SEPARATOR = '\n';

    /** Reads what {@link #toString} wrote; throws {@link ApiProblem} for anything else. */
    static Token parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int end = plain.indexOf(SEPARATOR);
            if (end > 0) {
                return new Token(
                        CanonicalKey.parse(plain.substring(0, end)),
                        VersionVector.of(SeenText.parse(plain.substring(end + 1))));
            }
        } catch (IllegalArgumentException e) {
            // Told below, with what has no separator.
        }
        throw ApiProblem.wrong("bad-token", "this is no token; send one as an answer's \"token\" gave it");
    }

    @Override
    public String toString() {
        return encoded(key.toString() + SEPARATOR + SeenText.of(seen.entries()));
    }

    /** The causal context alone as an entity tag, for If-Match. */
    static String etag(VersionVector seen) {
        return '"' + encoded(SeenText.of(seen.entries())) + '"';
    }

    /** Reads what {@link #etag} wrote; throws {@link ApiProblem} for anything else. */
    static VersionVector context(String etag) {
        try {
            if (etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"")) {
                byte[] plain = Base64.getUrlDecoder().decode(etag.substring(1, etag.length() - 1));
                return VersionVector.of(SeenText.parse(new String(plain, UTF_8)));
            }
        } catch (IllegalArgumentException e) {
            // Told below, with what has no quotes.
        }
        throw ApiProblem.wrong(
                "bad-etag", "If-Match must be one entity tag as an answer's ETag gave it, in quotes, not " + etag);
    }

    private static String encoded(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }
}
