package io.evobridge.sink.sql;

import java.util.List;
import java.util.function.Supplier;

class PostgreSqlSinkIT extends SqlSinkBehaviour {

    @Override
    TestServer startOne() {
        return TestServer.postgreSql();
    }

    @Override
    Supplier<List<String>> watchLog(TestServer server) {
        server.execute("SELECT pg_create_logical_replication_slot('watch', 'test_decoding')");
        return () -> {
            List<String> tables =
                    server.column("SELECT data FROM pg_logical_slot_get_changes('watch', NULL, NULL)", "data").stream()
                            .filter(line -> line.startsWith("table "))
                            .map(line -> line.substring(line.indexOf('.') + 1, line.indexOf(':')))
                            .toList();
            server.execute("SELECT pg_drop_replication_slot('watch')");
            return tables;
        };
    }

    @Override
    String surrogateColumns() {
        return "row_no INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, twice BIGINT GENERATED ALWAYS AS (amount * 2) STORED";
    }

    @Override
    String unsignedType() {
        return "NUMERIC(20)";
    }

    @Override
    String limitedUser() {
        server().execute("CREATE USER limited PASSWORD 'limited'");
        return "limited";
    }
}
