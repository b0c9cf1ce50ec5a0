package io.evobridge.sink.sql;

import io.evobridge.sink.common.contract.AllTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

class PostgreSqlContractIT extends SqlSinkContract {

    @Override
    TestServer startOne() {
        return TestServer.postgreSql();
    }

    /** PostgreSQL's TIME is a time of day. */
    @Override
    protected Struct allTypesRow(String entity, long id) {
        return super.allTypesRow(entity, id).put("f_time", 86_399_000_001L);
    }

    @Override
    protected Map<String, String> allTypes() {
        Map<String, String> texts = new LinkedHashMap<>();
        AllTypes.values().forEach((name, value) -> {
            if (value instanceof String || value instanceof Number) {
                texts.put(name, value.toString());
            }
        });
        texts.put("f_boolean", "t");
        texts.put("f_bytes", "0001ff");
        texts.put("f_variable_decimal", "1234.567");
        texts.put("f_date", "1969-12-31");
        texts.put("f_time", "23:59:59.000001");
        texts.put("f_timestamp", "2027-01-15 08:00:00.123456");
        texts.put("f_zoned_timestamp", "2026-11-21 01:02:03.000004+00");
        texts.put("f_zoned_time", "01:02:03+00");
        texts.put("f_duration", "00:01:30");
        texts.put("f_json", "{\"a\": [1, null]}");
        texts.put("f_bits", "100000000101");
        texts.put("f_geometry", "{\"wkb\": \"AQEAAAAAAAAAAADwPwAAAAAAAABA\"}");
        texts.put("f_array", "[\"a\", null]");
        texts.put("f_struct", "{\"city\": \"Bern\", \"floor\": null}");
        return texts;
    }
}
