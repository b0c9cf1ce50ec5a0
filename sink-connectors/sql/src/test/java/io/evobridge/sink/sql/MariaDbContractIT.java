package io.evobridge.sink.sql;

import java.util.Map;

class MariaDbContractIT extends MySqlContractIT {

    @Override
    TestServer startOne() {
        return TestServer.mariaDb();
    }

    /** MariaDB keeps JSON as the text that came. */
    @Override
    protected Map<String, String> allTypes() {
        Map<String, String> texts = super.allTypes();
        texts.put("f_json", "{\"a\":[1,null]}");
        texts.put("f_array", "[\"a\",null]");
        texts.put("f_struct", "{\"city\":\"Bern\",\"floor\":null}");
        return texts;
    }
}
