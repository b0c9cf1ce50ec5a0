package io.evobridge.resolver.wire;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The type that holds the values of two types of one field, where nodes store the same field differently. */
final class WidestType {

    private static final Set<String> TEXTS = Set.of(
            "null",
            "io.debezium.data.Enum",
            "io.debezium.data.Json",
            "io.debezium.data.Uuid",
            "io.debezium.data.Xml",
            "io.debezium.data.EnumSet");
    private static final String MICRO_TIMESTAMP = "io.debezium.time.MicroTimestamp";
    private static final Map<Schema.Type, Integer> DIGITS = Map.of(Schema.Type.INT, 10, Schema.Type.LONG, 19);

    private WidestType() {}

    /** Empty where the two have nothing in common. Null is allowed where either allows it. */
    static Optional<Schema> of(Schema a, Schema b) {
        if (a.equals(b)) {
            return Optional.of(a);
        }
        boolean nullable = a.isNullable() || b.isNullable();
        return widest(Nullables.something(a), Nullables.something(b))
                .map(type -> nullable ? Nullables.nullable(type) : type);
    }

    private static Optional<Schema> widest(Schema a, Schema b) {
        if (a.equals(b)) {
            return Optional.of(a);
        } else if (isNumber(a) && isNumber(b)) {
            return Optional.of(number(a, b));
        } else if (isText(a) && isText(b)) {
            return Optional.of(isPlain(b) ? b : isPlain(a) ? a : Schema.create(Schema.Type.STRING));
        } else if (isTimestamp(a) && isTimestamp(b)) {
            return Optional.of(a.getType() == Schema.Type.STRING ? a : b);
        } else if (meaning(a).equals(meaning(b)) && a.getType() == b.getType() && a.getType() != Schema.Type.RECORD) {
            return Optional.of(a);
        }
        return Optional.empty();
    }

    private static boolean isNumber(Schema type) {
        return switch (type.getType()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> isPlain(type);
            case BYTES -> AvroDecimal.scale(type).isPresent();
            case RECORD -> AvroDecimal.isVariable(type);
            default -> false;
        };
    }

    private static Schema number(Schema a, Schema b) {
        if (a.getType() == Schema.Type.BOOLEAN || b.getType() == Schema.Type.BOOLEAN) {
            return a.getType() == Schema.Type.BOOLEAN ? b : a;
        } else if (AvroDecimal.isVariable(a) || AvroDecimal.isVariable(b)) {
            return AvroDecimal.isVariable(a) ? a : b;
        } else if (isFloating(a) || isFloating(b)) {
            boolean exact = (isFloating(a) || a.getType() == Schema.Type.INT)
                    && (isFloating(b) || b.getType() == Schema.Type.INT);
            return exact ? Schema.create(Schema.Type.DOUBLE) : AvroDecimal.VARIABLE;
        } else if (AvroDecimal.scale(a).isPresent() || AvroDecimal.scale(b).isPresent()) {
            return decimal(a, b);
        }
        return a.getType() == Schema.Type.LONG ? a : b;
    }

    private static boolean isFloating(Schema type) {
        return type.getType() == Schema.Type.FLOAT || type.getType() == Schema.Type.DOUBLE;
    }

    private static Schema decimal(Schema a, Schema b) {
        int scale = Math.max(scale(a), scale(b));
        int whole = Math.max(precision(a) - scale(a), precision(b) - scale(b));
        for (Schema type : new Schema[] {a, b}) {
            if (AvroDecimal.scale(type).isPresent() && scale(type) == scale && precision(type) - scale >= whole) {
                return type;
            }
        }
        Schema decimal = Schema.create(Schema.Type.BYTES);
        decimal.addProp("connect.name", AvroDecimal.CONNECT_DECIMAL);
        decimal.addProp("connect.version", 1);
        decimal.addProp(
                "connect.parameters",
                Map.of(
                        AvroDecimal.SCALE_PARAMETER,
                        String.valueOf(scale),
                        "connect.decimal.precision",
                        String.valueOf(whole + scale)));
        return scale >= 0 ? LogicalTypes.decimal(whole + scale, scale).addToSchema(decimal) : decimal;
    }

    private static int scale(Schema type) {
        return AvroDecimal.scale(type).orElse(0);
    }

    /** As many digits as MySQL allows where a decimal does not say. */
    private static int precision(Schema type) {
        Integer digits = DIGITS.get(type.getType());
        return digits != null
                ? digits
                : type.getLogicalType() instanceof LogicalTypes.Decimal decimal ? decimal.getPrecision() : 65;
    }

    private static boolean isText(Schema type) {
        return (type.getType() == Schema.Type.STRING || type.getType() == Schema.Type.ENUM)
                && TEXTS.contains(meaning(type));
    }

    private static boolean isTimestamp(Schema type) {
        return meaning(type).equals(AvroText.ZONED_TIMESTAMP) || meaning(type).equals(MICRO_TIMESTAMP);
    }

    private static boolean isPlain(Schema type) {
        return meaning(type).equals("null");
    }

    private static String meaning(Schema type) {
        return String.valueOf(type.getProp("connect.name"));
    }
}
