package io.evobridge.sink.common.row;

import java.time.Duration;

/** A time of day, which may be negative or over 24 hours, as {@code [-]HH:MM:SS[.ffffff]}. */
public final class TimeText {

    private TimeText() {}

    public static String of(Duration time) {
        Duration size = time.abs();
        StringBuilder text = new StringBuilder(16);
        if (time.isNegative()) {
            text.append('-');
        }
        padded(text, size.toHours());
        text.append(':');
        padded(text, size.toMinutesPart());
        text.append(':');
        padded(text, size.toSecondsPart());
        long micros = size.toNanosPart() / 1_000;
        if (micros != 0) {
            String digits = Long.toString(1_000_000 + micros);
            text.append('.').append(digits, 1, digits.length());
        }
        return text.toString();
    }

    private static void padded(StringBuilder text, long number) {
        if (number < 10) {
            text.append('0');
        }
        text.append(number);
    }
}
