package io.evobridge.resolver.wire;

import io.evobridge.resolver.core.merge.field.FieldValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/** Decimals: with the scale in the schema, or each with its own. */
final class AvroDecimal {

    static final String CONNECT_DECIMAL = "org.apache.kafka.connect.data.Decimal";
    static final String SCALE_PARAMETER = "scale";

    /** A decimal of any scale, as Debezium writes it. */
    static final Schema VARIABLE = SchemaBuilder.record("VariableScaleDecimal")
            .namespace("io.debezium.data")
            .fields()
            .requiredInt("scale")
            .requiredBytes("value")
            .endRecord();

    private AvroDecimal() {}

    static boolean isVariable(Schema type) {
        return type.getFullName().equals(VARIABLE.getFullName());
    }

    /** The scale of decimals in bytes; empty for bytes that are none. Connect's own tells those that Avro cannot. */
    static Optional<Integer> scale(Schema type) {
        if (CONNECT_DECIMAL.equals(type.getProp("connect.name"))
                && type.getObjectProp("connect.parameters") instanceof Map<?, ?> parameters
                && parameters.get(SCALE_PARAMETER) != null) {
            return Optional.of(Integer.valueOf(String.valueOf(parameters.get(SCALE_PARAMETER))));
        }
        return type.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? Optional.of(decimal.getScale())
                : Optional.empty();
    }

    static AvroValue variable(Schema schema) {
        return new Variable(schema);
    }

    static byte[] array(Object value) {
        if (value instanceof GenericFixed fixed) {
            return fixed.bytes();
        }
        ByteBuffer bytes = ((ByteBuffer) value).duplicate();
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return array;
    }

    /** A decimal in bytes, of one scale. */
    record OfScale(int scale) implements AvroValue {
        @Override
        public FieldValue read(Object value) {
            return new FieldValue.Numeric(new BigDecimal(new BigInteger(array(value)), scale));
        }

        @Override
        public Object write(FieldValue value) {
            try {
                BigDecimal scaled = number(value, Schema.Type.BYTES).setScale(scale);
                return ByteBuffer.wrap(scaled.unscaledValue().toByteArray());
            } catch (ArithmeticException e) {
                throw AvroValue.unfit(Schema.Type.BYTES);
            }
        }
    }

    private record Variable(Schema schema) implements AvroValue {
        @Override
        public FieldValue read(Object value) {
            GenericRecord decimal = (GenericRecord) value;
            int scale = ((Number) decimal.get("scale")).intValue();
            return new FieldValue.Numeric(new BigDecimal(new BigInteger(array(decimal.get("value"))), scale));
        }

        @Override
        public Object write(FieldValue value) {
            BigDecimal number = number(value, Schema.Type.RECORD);
            GenericRecord written = new GenericData.Record(schema);
            written.put("scale", number.scale());
            written.put("value", ByteBuffer.wrap(number.unscaledValue().toByteArray()));
            return written;
        }
    }

    private static BigDecimal number(FieldValue value, Schema.Type type) {
        if (!(value instanceof FieldValue.Numeric number)) {
            throw AvroValue.unfit(type);
        }
        return number.value().scale() < 0 ? number.value().setScale(0) : number.value();
    }
}
