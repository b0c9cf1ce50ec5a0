package io.evobridge.contract;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit digest of one row of one node: SHA-256 over the names and the plain texts of its canonical fields, cut short.
 *
 * <p>The plain text of a value is the same whether it was read from the log or from the table:
 *
 * <table>
 * <caption>Plain texts</caption>
 * <tr><td>boolean</td><td>1 or 0</td></tr>
 * <tr><td>integer, year, decimal, float</td><td>{@link #number}</td></tr>
 * <tr><td>text, enum, set, UUID, XML</td><td>as it is</td></tr>
 * <tr><td>JSON</td><td>without white space between the tokens</td></tr>
 * <tr><td>bytes, bits (least significant byte first)</td><td>{@link #bytes}</td></tr>
 * <tr><td>date</td><td>days since 1970</td></tr>
 * <tr><td>time, interval</td><td>microseconds</td></tr>
 * <tr><td>timestamp, with or without a zone</td><td>microseconds since 1970, as if in UTC</td></tr>
 * </table>
 *
 * <p>Two texts for one value cost a round trip through the log (a refusal carries the text that was found), never
 * correctness.
 */
public final class RowFingerprint {

    /** Of a row that is not there. */
    public static final long ABSENT = 0;

    private RowFingerprint() {}

    /**
     * The fingerprint of a row that is there; never {@link #ABSENT}.
     *
     * @param fields canonical field name → plain text, null for SQL NULL
     */
    public static long of(SortedMap<String, ? extends @Nullable String> fields) {
        MessageDigest digest = sha256();
        for (Map.Entry<String, ? extends @Nullable String> field : fields.entrySet()) {
            feed(digest, field.getKey());
            feed(digest, field.getValue());
        }
        long print = ByteBuffer.wrap(digest.digest()).getLong();
        return print == ABSENT ? 1 : print;
    }

    /** Plain text of a number: no exponent, no trailing zeros. */
    public static String number(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** Plain text of bytes: hexadecimal, lower case. */
    public static String bytes(byte[] value) {
        return HexFormat.of().formatHex(value);
    }

    /** 16 hexadecimal digits, as in the header {@link Headers#KNOWN_PREFIX}. */
    public static String text(long print) {
        return HexText.of(print);
    }

    /** Reads what {@link #text} wrote; throws NumberFormatException. */
    public static long parse(String text) {
        return Long.parseUnsignedLong(text, 16);
    }

    /** Length first, so that neighbouring texts cannot be confused. */
    private static void feed(MessageDigest digest, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : bytes.length)
                .array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
