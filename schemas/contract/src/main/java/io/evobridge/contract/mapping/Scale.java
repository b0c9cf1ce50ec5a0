package io.evobridge.contract.mapping;

import io.evobridge.contract.RowFingerprint;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The column counts in another unit: it holds the field's value times ten to the power of {@code digits}. Of cents in the
 * column and whole units in the field, 2.
 *
 * @param digits −18 to 18, not 0
 */
public record Scale(int digits) implements Conversion {

    private static final int MAX_DIGITS = 18;
    private static final String RULE = "a number of digits from -18 to 18, not 0";

    public Scale {
        if (digits == 0 || Math.abs(digits) > MAX_DIGITS) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** Reads the number of digits; throws IllegalArgumentException that states the rule. */
    public static Scale parse(String text) {
        try {
            return new Scale(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }

    /** Digits behind the point that the field needs for every column value with so many of them. */
    public int fieldScale(int columnScale) {
        return Math.max(0, columnScale + digits);
    }

    /** Exact. */
    public BigDecimal toField(BigDecimal column) {
        return column.scaleByPowerOfTen(-digits);
    }

    /** Exact; the column may have no room for it. */
    public BigDecimal toColumn(BigDecimal field) {
        return field.scaleByPowerOfTen(digits);
    }

    @Override
    public Optional<String> fieldText(String columnText) {
        try {
            return Optional.of(RowFingerprint.number(toField(new BigDecimal(columnText))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String text() {
        return "scale:" + digits;
    }
}
