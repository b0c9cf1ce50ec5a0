package io.evobridge.sink.sql;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

class MySqlSinkIT extends SqlSinkBehaviour {

    @Override
    TestServer startOne() {
        return TestServer.mySql();
    }

    @Override
    Supplier<List<String>> watchLog(TestServer server) {
        server.execute("FLUSH BINARY LOGS");
        return () -> {
            String log = Objects.requireNonNull(server.value("SHOW MASTER STATUS"));
            return server.column("SHOW BINLOG EVENTS IN '" + log + "'", "Info").stream()
                    .filter(info -> info.startsWith("table_id:") && info.contains("(" + TestServer.DATABASE + "."))
                    .map(info -> info.substring(info.indexOf('.') + 1, info.indexOf(')')))
                    .toList();
        };
    }

    @Override
    String surrogateColumns() {
        return "row_no INT AUTO_INCREMENT PRIMARY KEY, twice BIGINT AS (amount * 2) STORED";
    }

    @Override
    String unsignedType() {
        return "BIGINT UNSIGNED";
    }

    @Override
    String limitedUser() {
        server().execute("CREATE USER 'limited'@'127.0.0.1' IDENTIFIED BY 'limited'");
        return "'limited'@'127.0.0.1'";
    }
}
