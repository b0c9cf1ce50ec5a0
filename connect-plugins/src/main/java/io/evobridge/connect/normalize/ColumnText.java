package io.evobridge.connect.normalize;

import static java.util.Objects.requireNonNullElse;

import io.evobridge.contract.RowFingerprint;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/** The plain text of a column's canonical values, for columns whose words a mapping names. */
final class ColumnText {

    /** Texts of which a person can write one into a mapping; the empty name is plain text. */
    private static final Set<String> WORDS = Set.of("", "io.debezium.data.Enum", SemanticTypes.UUID);

    private ColumnText() {}

    static boolean isText(Schema canonical) {
        return canonical.type() == Schema.Type.STRING && WORDS.contains(requireNonNullElse(canonical.name(), ""));
    }

    /** Throws UnconvertibleException for a type whose values have no such text. */
    static Function<Object, String> of(Schema canonical) {
        if (isText(canonical)) {
            return value -> (String) value;
        }
        if (Decimal.LOGICAL_NAME.equals(canonical.name())) {
            return value -> RowFingerprint.number((BigDecimal) value);
        }
        if (canonical.name() == null) {
            switch (canonical.type()) {
                case BOOLEAN -> {
                    return value -> (Boolean) value ? "1" : "0";
                }
                case INT32, INT64 -> {
                    return Object::toString;
                }
                default -> {}
            }
        }
        throw new UnconvertibleException("a column of type "
                + requireNonNullElse(canonical.name(), canonical.type().getName())
                + " can have no constant and no values in a mapping: only text, whole numbers, decimals and booleans");
    }
}
