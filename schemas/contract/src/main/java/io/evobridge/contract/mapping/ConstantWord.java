package io.evobridge.contract.mapping;

import io.evobridge.contract.RowFingerprint;
import java.math.BigDecimal;

/** The value of a constant column, as a person writes it. */
public final class ConstantWord {

    private ConstantWord() {}

    /**
     * Whether a column holds it.
     *
     * @param plain plain text of the column's value ({@link RowFingerprint})
     * @param isText whether the column holds text; blanks at the end do not count, as in SQL
     */
    public static boolean matches(String word, String plain, boolean isText) {
        return isText ? plain.stripTrailing().equals(word.stripTrailing()) : plain.equals(plain(word));
    }

    private static String plain(String word) {
        try {
            return RowFingerprint.number(new BigDecimal(word));
        } catch (NumberFormatException e) {
            return TruthWord.plain(word);
        }
    }
}
