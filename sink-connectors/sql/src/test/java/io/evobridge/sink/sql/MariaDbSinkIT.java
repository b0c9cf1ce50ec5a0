package io.evobridge.sink.sql;

class MariaDbSinkIT extends MySqlSinkIT {

    @Override
    TestServer startOne() {
        return TestServer.mariaDb();
    }
}
