package io.evobridge.load.path;

import com.fasterxml.jackson.databind.JsonNode;
import io.evobridge.load.data.InfluxHttp;
import io.evobridge.load.data.ItemHashes;
import io.evobridge.load.data.ItemTable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** One question to a place: at which revision does it show these rows? */
@FunctionalInterface
interface Look {

    /** Row number → revision; rows that are not there are left out. */
    Map<Long, Long> revisions(Set<Long> ids) throws Exception;

    /** Asks PostgreSQL by key. */
    static Look postgresql(Connection connection) throws SQLException {
        PreparedStatement query =
                connection.prepareStatement("SELECT id, revision FROM " + ItemTable.NAME + " WHERE id = ANY(?)");
        return ids -> {
            Map<Long, Long> found = new HashMap<>();
            Array array = connection.createArrayOf("bigint", ids.toArray());
            query.setArray(1, array);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), rows.getLong(2));
                }
            }
            array.free();
            return found;
        };
    }

    /** Asks Redis by key, in one pipeline. */
    static Look redis(Jedis jedis) {
        return ids -> {
            Map<Long, Response<String>> answers = new HashMap<>();
            Pipeline pipeline = jedis.pipelined();
            ids.forEach(id -> answers.put(id, pipeline.hget(ItemHashes.key(id), "revision")));
            pipeline.sync();
            Map<Long, Long> found = new HashMap<>();
            answers.forEach((id, answer) -> {
                if (answer.get() != null) {
                    found.put(id, Long.parseLong(answer.get()));
                }
            });
            return found;
        };
    }

    /** Asks InfluxDB for the last point of each series. */
    static Look influxDb(InfluxHttp influx, String measurement) {
        return ids -> {
            Map<Long, Long> found = new HashMap<>();
            String query = "SELECT LAST(revision) FROM " + measurement + ofThese(ids) + " GROUP BY id";
            for (JsonNode series : influx.series(query)) {
                found.put(
                        series.path("tags").path("id").asLong(),
                        series.path("values").path(0).path(1).asLong());
            }
            return found;
        };
    }

    /** Narrows a query to rows that the index finds. */
    private static String ofThese(Set<Long> ids) {
        return ids.stream().map(id -> "id = '" + id + "'").collect(Collectors.joining(" OR ", " WHERE ", ""));
    }
}
