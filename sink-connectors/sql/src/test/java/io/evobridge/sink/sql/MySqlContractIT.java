package io.evobridge.sink.sql;

import io.evobridge.sink.common.contract.AllTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

class MySqlContractIT extends SqlSinkContract {

    @Override
    TestServer startOne() {
        return TestServer.mySql();
    }

    /** MySQL's TIME ends at 838:59:59. */
    @Override
    protected Struct allTypesRow(String entity, long id) {
        return super.allTypesRow(entity, id).put("f_time", -3_020_398_000_001L);
    }

    @Override
    protected Map<String, String> allTypes() {
        Map<String, String> texts = new LinkedHashMap<>();
        AllTypes.values().forEach((name, value) -> {
            if (value instanceof String || value instanceof Number) {
                texts.put(name, value.toString());
            }
        });
        texts.put("f_boolean", "1");
        texts.put("f_bytes", "0001ff");
        texts.put("f_variable_decimal", "1234.567");
        texts.put("f_date", "1969-12-31");
        texts.put("f_time", "-838:59:58.000001");
        texts.put("f_timestamp", "2027-01-15 08:00:00.123456");
        texts.put("f_zoned_timestamp", "2026-11-21 01:02:03.000004");
        texts.put("f_year", "2026");
        texts.put("f_duration", "90000000");
        texts.put("f_json", "{\"a\": [1, null]}");
        texts.put("f_bits", "0805");
        texts.put("f_geometry", "000000000101000000000000000000f03f0000000000000040");
        texts.put("f_array", "[\"a\", null]");
        texts.put("f_struct", "{\"city\": \"Bern\", \"floor\": null}");
        return texts;
    }
}
