package io.evobridge.load.jmh;

import io.evobridge.contract.Headers;
import io.evobridge.contract.Hlc;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** A resolved record of eight fields, as a sink's task is given it. */
public final class ResolvedRecords {

    private static final Schema ROW = SchemaBuilder.struct()
            .name("io.evobridge.entity.customer")
            .field("id", Schema.INT64_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("email", Schema.OPTIONAL_STRING_SCHEMA)
            .field("city", Schema.OPTIONAL_STRING_SCHEMA)
            .field("balance", Schema.OPTIONAL_INT64_SCHEMA)
            .field("score", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("visits", Schema.OPTIONAL_INT32_SCHEMA)
            .field("active", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .build();

    private ResolvedRecords() {}

    /** The record. */
    public static SinkRecord customer() {
        Struct row = new Struct(ROW)
                .put("id", 42L)
                .put("name", "Ada Lovelace")
                .put("email", "ada@example.org")
                .put("city", "London")
                .put("balance", 7_025L)
                .put("score", 0.75)
                .put("visits", 1_815)
                .put("active", true);
        ConnectHeaders headers = new ConnectHeaders();
        Hlc hlc = Hlc.of(1_763_690_000_123L, 7);
        headers.addString(Headers.HLC, hlc.toString());
        headers.addString(Headers.SEQUENCE, hlc.toString());
        headers.addString(Headers.ORIGIN, "shop");
        return new SinkRecord(
                "trading.resolved.customer",
                0,
                Schema.STRING_SCHEMA,
                "customer/42",
                ROW,
                row,
                3,
                1_763_690_000_123L,
                TimestampType.CREATE_TIME,
                headers);
    }
}
