package io.evobridge.contract.mapping;

import io.evobridge.contract.RowFingerprint;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The column holds a number as text. Only the plain form is one: no leading zeros, blanks, plus sign or exponent. */
public enum NumberText implements Conversion {
    INSTANCE;

    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9]\\d{0,63})(\\.\\d{1,63})?");

    /** The number of a column's text; empty where writing it back would give another text. */
    public Optional<BigDecimal> toField(String column) {
        return PLAIN.matcher(column).matches()
                ? Optional.of(new BigDecimal(column))
                        .filter(number -> number.toPlainString().equals(column))
                : Optional.empty();
    }

    /** The column's text of a number. */
    public String toColumn(BigDecimal field) {
        return field.toPlainString();
    }

    @Override
    public Optional<String> fieldText(String columnText) {
        return toField(columnText).map(RowFingerprint::number);
    }

    @Override
    public String text() {
        return "number";
    }
}
