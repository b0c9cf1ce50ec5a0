package io.evobridge.bridge.types;

import java.math.BigDecimal;

/**
 * Exact numbers.
 *
 * @param min least one
 * @param max greatest one
 * @param scale digits behind the point; of multiples of a thousand −3
 */
record Numbers(BigDecimal min, BigDecimal max, int scale) implements Values {

    static final Numbers INT32 = whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    static final Numbers INT64 = whole(Long.MIN_VALUE, Long.MAX_VALUE);
    /** PostgreSQL's NUMERIC without precision. */
    static final Numbers UNLIMITED = decimal(131_072 + 16_383, 16_383);

    /** Up to here a double has a place for every whole number. */
    private static final BigDecimal EXACT_DOUBLE = BigDecimal.valueOf(1L << 53);

    private static final BigDecimal EXACT_FLOAT = BigDecimal.valueOf(1L << 24);

    private static final int MAX_DIGITS_SHOWN = 20;

    static Numbers whole(long min, long max) {
        return new Numbers(BigDecimal.valueOf(min), BigDecimal.valueOf(max), 0);
    }

    /** Whole numbers of so many bytes. */
    static Numbers bytes(int bytes, boolean signed) {
        BigDecimal values = BigDecimal.valueOf(2).pow(Byte.SIZE * bytes);
        BigDecimal negative = signed ? values.divide(BigDecimal.valueOf(2)).negate() : BigDecimal.ZERO;
        return new Numbers(negative, values.add(negative).subtract(BigDecimal.ONE), 0);
    }

    static Numbers decimal(int precision, int scale) {
        BigDecimal end = BigDecimal.ONE.scaleByPowerOfTen(precision - scale);
        BigDecimal max = precision > 1_000 ? end : end.subtract(BigDecimal.ONE.scaleByPowerOfTen(-scale));
        return new Numbers(max.negate(), max, scale);
    }

    /** What a field holds whose column counts in units of ten to the power of minus {@code digits}. */
    Numbers inUnits(int digits) {
        return new Numbers(min.scaleByPowerOfTen(-digits), max.scaleByPowerOfTen(-digits), scale + digits);
    }

    Numbers notNegative() {
        return new Numbers(BigDecimal.ZERO, max, scale);
    }

    @Override
    public Fit into(Values column) {
        if (column instanceof Numbers numbers) {
            return into(numbers);
        } else if (column instanceof Floats floats) {
            return into(floats);
        } else if (column instanceof Truth) {
            return isWithin(BigDecimal.ONE) && min.signum() >= 0 && scale <= 0
                    ? Fit.LOSSLESS
                    : Fit.lossy("holds 0 and 1 only");
        } else if (column instanceof Text text) {
            return intoText(text);
        }
        return Values.strange("numbers");
    }

    private Fit into(Numbers column) {
        if (min.compareTo(column.min) < 0 || max.compareTo(column.max) > 0 || scale > column.scale) {
            return Fit.lossy("holds " + column + " only");
        }
        return min.compareTo(column.min) == 0 && max.compareTo(column.max) == 0 && scale == column.scale
                ? Fit.LOSSLESS
                : Fit.WIDENING;
    }

    private Fit into(Floats column) {
        if (scale > 0) {
            return Fit.lossy("is a binary float: near a decimal fraction, not equal");
        }
        BigDecimal exact = column.isDouble() ? EXACT_DOUBLE : EXACT_FLOAT;
        if (!isWithin(exact)) {
            return Fit.lossy("is a binary float: exact for whole numbers up to " + exact + " only");
        }
        return min.signum() < 0 && !column.signed() ? Fit.lossy("holds no negative numbers") : Fit.WIDENING;
    }

    /** Digits that a decimal needs for all of them. */
    int precision() {
        return digitsBeforePoint() + Math.max(0, scale);
    }

    /** Whether they can be named one by one. */
    boolean isFew() {
        return scale == 0 && max.subtract(min).compareTo(BigDecimal.TEN) < 0;
    }

    private boolean isWithin(BigDecimal limit) {
        return max.compareTo(limit) <= 0 && min.negate().compareTo(limit) <= 0;
    }

    @Override
    public long textLength() {
        int sign = min.signum() < 0 ? 1 : 0;
        int point = scale > 0 ? 1 + scale : 0;
        return (long) sign + digitsBeforePoint() + point;
    }

    private int digitsBeforePoint() {
        return Math.max(1, Math.max(digits(min), digits(max)));
    }

    private static int digits(BigDecimal number) {
        return number.precision() - number.scale();
    }

    @Override
    public String toString() {
        String sign = min.signum() < 0 ? "" : "no negative numbers, ";
        return scale == 0 && digitsBeforePoint() <= MAX_DIGITS_SHOWN
                ? min.toPlainString() + " to " + max.toPlainString()
                : sign + digitsBeforePoint() + " digits before the point and " + Math.max(0, scale) + " behind it";
    }
}
