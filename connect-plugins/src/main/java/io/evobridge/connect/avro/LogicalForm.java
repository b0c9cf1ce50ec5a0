package io.evobridge.connect.avro;

import java.math.BigDecimal;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/** How a Connect value stands in Java: as its plain type, or as one of the four logical types built into Connect. */
enum LogicalForm {
    PLAIN,
    DECIMAL,
    DATE,
    TIME,
    TIMESTAMP;

    private static final String MICRO_TIMESTAMP = "io.debezium.time.MicroTimestamp";
    private static final String UUID = "io.debezium.data.Uuid";

    static LogicalForm of(Schema schema) {
        String name = schema.name();
        Schema.Type type = schema.type();
        if (Decimal.LOGICAL_NAME.equals(name) && type == Schema.Type.BYTES) {
            return DECIMAL;
        } else if (Date.LOGICAL_NAME.equals(name) && type == Schema.Type.INT32) {
            return DATE;
        } else if (Time.LOGICAL_NAME.equals(name) && type == Schema.Type.INT32) {
            return TIME;
        } else if (Timestamp.LOGICAL_NAME.equals(name) && type == Schema.Type.INT64) {
            return TIMESTAMP;
        }
        return PLAIN;
    }

    Object toPlain(Schema schema, Object value) {
        return switch (this) {
            case PLAIN -> value;
            case DECIMAL -> Decimal.fromLogical(schema, (BigDecimal) value);
            case DATE -> Date.fromLogical(schema, (java.util.Date) value);
            case TIME -> Time.fromLogical(schema, (java.util.Date) value);
            case TIMESTAMP -> Timestamp.fromLogical(schema, (java.util.Date) value);
        };
    }

    Object toLogical(Schema schema, Object value) {
        return switch (this) {
            case PLAIN -> value;
            case DECIMAL -> decimal(schema, (byte[]) value);
            case DATE -> Date.toLogical(schema, (Integer) value);
            case TIME -> Time.toLogical(schema, (Integer) value);
            case TIMESTAMP -> Timestamp.toLogical(schema, (Long) value);
        };
    }

    private static BigDecimal decimal(Schema schema, byte[] unscaled) {
        if (unscaled.length == 0) {
            throw new DataException("a decimal of no bytes");
        }
        return Decimal.toLogical(schema, unscaled);
    }

    /**
     * Adds Avro's own logical type where one fits, for readers that know nothing of Connect. Debezium's Date gets none:
     * stock converters would take "date" for Connect's Date and refuse the other name.
     */
    void annotate(Schema schema, org.apache.avro.Schema avro) {
        switch (this) {
            case PLAIN -> annotatePlain(schema, avro);
            case DECIMAL -> annotateDecimal(schema, avro);
            case DATE -> LogicalTypes.date().addToSchema(avro);
            case TIME -> LogicalTypes.timeMillis().addToSchema(avro);
            case TIMESTAMP -> LogicalTypes.timestampMillis().addToSchema(avro);
        }
    }

    private static void annotatePlain(Schema schema, org.apache.avro.Schema avro) {
        if (MICRO_TIMESTAMP.equals(schema.name()) && schema.type() == Schema.Type.INT64) {
            LogicalTypes.localTimestampMicros().addToSchema(avro);
        } else if (UUID.equals(schema.name()) && schema.type() == Schema.Type.STRING) {
            LogicalTypes.uuid().addToSchema(avro);
        }
    }

    private static void annotateDecimal(Schema schema, org.apache.avro.Schema avro) {
        Map<String, String> parameters = schema.parameters() == null ? Map.of() : schema.parameters();
        int scale = Integer.parseInt(parameters.getOrDefault(Decimal.SCALE_FIELD, "0"));
        int precision = Integer.parseInt(
                parameters.getOrDefault(Convention.DECIMAL_PRECISION, String.valueOf(Convention.DEFAULT_PRECISION)));
        // Avro knows no negative scale and none beyond the precision; Connect's name and scale still tell the value.
        if (scale >= 0 && scale <= precision) {
            LogicalTypes.decimal(precision, scale).addToSchema(avro);
        }
    }

    /** The Connect name that says the same as an Avro logical type without a Connect name; empty if there is none. */
    static String nameOf(org.apache.avro.Schema avro) {
        String logical = avro.getProp("logicalType");
        if (logical == null) {
            return "";
        }
        return switch (avro.getType() + ":" + logical) {
            case "BYTES:decimal", "FIXED:decimal" -> Decimal.LOGICAL_NAME;
            case "INT:date" -> Date.LOGICAL_NAME;
            case "INT:time-millis" -> Time.LOGICAL_NAME;
            case "LONG:timestamp-millis" -> Timestamp.LOGICAL_NAME;
            case "LONG:time-micros" -> "io.debezium.time.MicroTime";
            case "LONG:timestamp-micros", "LONG:local-timestamp-micros" -> MICRO_TIMESTAMP;
            case "STRING:uuid" -> UUID;
            default -> "";
        };
    }
}
