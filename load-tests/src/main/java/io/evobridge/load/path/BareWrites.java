package io.evobridge.load.path;

import io.evobridge.load.data.InfluxHttp;
import io.evobridge.load.data.Item;
import io.evobridge.load.data.ItemHashes;
import io.evobridge.load.data.ItemTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import redis.clients.jedis.Jedis;

/** Single writes with nothing between the writer and the database. */
final class BareWrites {

    /** Where bare writes to InfluxDB go, so that they are not counted with the bridge's. */
    private static final String MEASUREMENT = "bare";

    private BareWrites() {}

    /** One row, one transaction. */
    static OpenLoop.Writer sql(Connection connection, String orUpdate) throws SQLException {
        PreparedStatement upsert = ItemTable.insert(connection, 1, orUpdate);
        return new OpenLoop.Writer() {
            @Override
            public void write(Item item) throws SQLException {
                ItemTable.bind(upsert, List.of(item));
                upsert.executeUpdate();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    /** One hash. */
    static OpenLoop.Writer redis(Jedis jedis) {
        return new OpenLoop.Writer() {
            @Override
            public void write(Item item) {
                jedis.hset(ItemHashes.key(item.id()), ItemHashes.hash(item));
            }

            @Override
            public void close() {
                jedis.close();
            }
        };
    }

    /** One point, one request. */
    static OpenLoop.Writer influxDb(InfluxHttp influx) {
        return item -> influx.write(MEASUREMENT, List.of(item), 1_700_000_000_000_000_000L);
    }
}
