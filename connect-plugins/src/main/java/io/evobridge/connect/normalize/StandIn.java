package io.evobridge.connect.normalize;

import java.math.BigDecimal;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The zero, false or empty value that Debezium sends in place of a null which the column forbids: in the before image
 * of a deleted PostgreSQL row whose table has the default replica identity, all but the key are such.
 */
final class StandIn {

    private StandIn() {}

    /** Whether the value is null or can be a stand-in for null. */
    static boolean isPossible(@Nullable Object value) {
        if (value == null || value instanceof Struct) {
            return true;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue() == 0;
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        return false;
    }
}
