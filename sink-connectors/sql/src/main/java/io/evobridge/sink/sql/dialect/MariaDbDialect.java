package io.evobridge.sink.sql.dialect;

import java.sql.Driver;
import java.util.Properties;

/** MariaDB 10.5 or later, through its own driver. */
final class MariaDbDialect extends MySqlDialect {

    @Override
    public String product() {
        return "MariaDB";
    }

    @Override
    Driver driver() {
        return new org.mariadb.jdbc.Driver();
    }

    @Override
    void addTo(Properties properties) {
        properties.setProperty("connectionTimeZone", "UTC");
    }

    @Override
    public String createTableTail() {
        return " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";
    }
}
