package io.evobridge.resolver.core.merge.field;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A value of one field, free of the type that some schema gave it. Equal values are the same fact: 1.5 is 1.50.
 *
 * <p>Values of all kinds are in one total order, nothing first, so that a decision about them never depends on chance.
 */
public sealed interface FieldValue extends Comparable<FieldValue> {

    /** The place of the value's kind in the order of kinds. */
    int kind();

    /** Compares with a value of the same kind. */
    int compareSame(FieldValue other);

    @Override
    default int compareTo(FieldValue other) {
        return kind() == other.kind() ? compareSame(other) : Integer.compare(kind(), other.kind());
    }

    /** SQL's NULL, and the value of a field that nobody has written. */
    record Nothing() implements FieldValue {

        public static final Nothing VALUE = new Nothing();

        @Override
        public int kind() {
            return 0;
        }

        @Override
        public int compareSame(FieldValue other) {
            return 0;
        }
    }

    /** A boolean. */
    record Truth(boolean value) implements FieldValue {
        @Override
        public int kind() {
            return 1;
        }

        @Override
        public int compareSame(FieldValue other) {
            return Boolean.compare(value, ((Truth) other).value);
        }
    }

    /** Any finite number; kept without trailing zeros. */
    record Numeric(BigDecimal value) implements FieldValue {
        public Numeric {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        public static Numeric of(long value) {
            return new Numeric(BigDecimal.valueOf(value));
        }

        @Override
        public int kind() {
            return 2;
        }

        @Override
        public int compareSame(FieldValue other) {
            return value.compareTo(((Numeric) other).value);
        }
    }

    /** Text, and whatever is written as text. */
    record Text(String value) implements FieldValue {
        @Override
        public int kind() {
            return 3;
        }

        @Override
        public int compareSame(FieldValue other) {
            return value.compareTo(((Text) other).value);
        }
    }

    /** Bytes. */
    final class Binary implements FieldValue {

        private final byte[] value;

        /** Takes the array over: it must not change afterwards. */
        public Binary(byte[] value) {
            this.value = value;
        }

        /** The bytes, not copied: to be read only. */
        public byte[] value() {
            return value;
        }

        @Override
        public int kind() {
            return 4;
        }

        @Override
        public int compareSame(FieldValue other) {
            return Arrays.compareUnsigned(value, ((Binary) other).value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Binary that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }

    /** A list, or a set in any order. */
    record Items(List<FieldValue> values) implements FieldValue {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public int kind() {
            return 5;
        }

        @Override
        public int compareSame(FieldValue other) {
            return Arrays.compare(values.toArray(new FieldValue[0]), ((Items) other).values.toArray(new FieldValue[0]));
        }
    }

    /** Named values. */
    record Struct(SortedMap<String, FieldValue> values) implements FieldValue {

        private static final Comparator<FieldValue> NATURAL = Comparator.naturalOrder();

        public Struct {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        @Override
        public int kind() {
            return 6;
        }

        @Override
        public int compareSame(FieldValue other) {
            SortedMap<String, FieldValue> others = ((Struct) other).values;
            int byNames = Arrays.compare(
                    values.keySet().toArray(new String[0]), others.keySet().toArray(new String[0]));
            return byNames != 0
                    ? byNames
                    : Arrays.compare(
                            values.values().toArray(new FieldValue[0]),
                            others.values().toArray(new FieldValue[0]),
                            NATURAL);
        }
    }
}
