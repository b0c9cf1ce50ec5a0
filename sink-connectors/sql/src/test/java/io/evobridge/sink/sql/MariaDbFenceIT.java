package io.evobridge.sink.sql;

class MariaDbFenceIT extends MySqlFenceIT {

    @Override
    TestServer startOne() {
        return TestServer.mariaDb();
    }
}
