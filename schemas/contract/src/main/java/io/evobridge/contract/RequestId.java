package io.evobridge.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Tells requests to write apart, in the header {@link Headers#REQUEST}: which request it is, and what it asks for. Two
 * records with the same key are one request that was sent twice.
 *
 * @param key digest of the record's key and the client's idempotency key, 32 hexadecimal digits
 * @param content digest of everything that is asked for, 16 hexadecimal digits
 */
public record RequestId(String key, String content) {

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern CONTENT = Pattern.compile("[0-9a-f]{16}");
    private static final int KEY_BYTES = 16;
    private static final int CONTENT_BYTES = 8;

    public RequestId {
        if (!KEY.matcher(key).matches() || !CONTENT.matcher(content).matches()) {
            throw new IllegalArgumentException("a request is 32 and 16 hexadecimal digits, not " + key + ' ' + content);
        }
    }

    /**
     * The name of a request.
     *
     * @param record canonical key text of the record that it is about: another record is another request
     * @param idempotencyKey chosen by the client
     * @param content what is asked for, in parts
     */
    public static RequestId of(String record, String idempotencyKey, String... content) {
        return new RequestId(digest(KEY_BYTES, record, idempotencyKey), digest(CONTENT_BYTES, content));
    }

    /** Reads what {@link #toString} wrote. */
    public static RequestId parse(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen < 0) {
            throw new IllegalArgumentException("a request is two digests joined by '-', not '" + text + "'");
        }
        return new RequestId(text.substring(0, hyphen), text.substring(hyphen + 1));
    }

    @Override
    public String toString() {
        return key + '-' + content;
    }

    /** Length first, so that neighbouring parts cannot be confused. */
    private static String digest(int length, String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
