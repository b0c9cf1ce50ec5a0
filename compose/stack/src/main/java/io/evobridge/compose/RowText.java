package io.evobridge.compose;

import io.evobridge.contract.RowFingerprint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericRecord;

/** Values of fields as plain text, the same whether they come from JDBC or from an Avro record with its logical types. */
final class RowText {

    private RowText() {}

    /** The text of a value that is not null. */
    static String of(Object value) {
        if (value instanceof BigDecimal number) {
            return RowFingerprint.number(number);
        }
        if (value instanceof Number number) {
            return RowFingerprint.number(new BigDecimal(number.toString()));
        }
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        if (value instanceof byte[] bytes) {
            return RowFingerprint.bytes(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            return RowFingerprint.bytes(bytes(buffer));
        }
        if (value instanceof GenericRecord record && record.getSchema().getField("scale") != null) {
            // Debezium's VariableScaleDecimal.
            BigInteger unscaled = new BigInteger(bytes((ByteBuffer) record.get("value")));
            return RowFingerprint.number(new BigDecimal(unscaled, (int) record.get("scale")));
        }
        return value.toString();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
