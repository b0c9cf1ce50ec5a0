package io.evobridge.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.compose.demo.TradingPlatform;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.LogPosition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** The copies of the customers outside MySQL, and the check that all agree. */
final class Copies {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final TradingPlatform platform;
    private final TopicReader topics;

    Copies(TradingPlatform platform) {
        this.platform = platform;
        this.topics = new TopicReader(platform.stack());
    }

    /** Waits until MySQL, resolved topic and Redis hold the same rows, and InfluxDB one point for each captured write. */
    void awaitAgreement(Shop shop) throws SQLException {
        Map<Long, CustomerRow> expected = shop.rows();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(differences(expected, redis(expected.keySet())))
                            .as("Redis")
                            .isEmpty();
                    assertThat(platform.history().pointCount("customer"))
                            .as("points in InfluxDB")
                            .isEqualTo(capturedWrites());
                });
        assertThat(differences(expected, resolved())).as("resolved topic").isEmpty();
        assertThat(differences(expected, redis(expected.keySet()))).as("Redis").isEmpty();
    }

    /** Writes to customers in the captured topic; a write that was captured twice counts once. */
    long capturedWrites() {
        Set<String> dots = new HashSet<>();
        topics.read(platform.stack().bridge().topics().captured("shop"), (key, change) -> {
            if (change != null && change.getSchema().getFullName().equals("io.evobridge.change.customer")) {
                LogPosition position =
                        new LogPosition((long) change.get("position_major"), (long) change.get("position_minor"));
                dots.add(key + "@" + position);
            }
        });
        return dots.size();
    }

    private Map<Long, CustomerRow> resolved() {
        Map<Long, CustomerRow> rows = new HashMap<>();
        topics.read(platform.stack().bridge().topics().resolved("customer"), (key, customer) -> {
            long id = Long.parseLong(CanonicalKey.parse(key).parts().get(0));
            if (customer == null) {
                rows.remove(id);
            } else {
                rows.put(id, row(customer));
            }
        });
        return rows;
    }

    private static CustomerRow row(GenericRecord customer) {
        return new CustomerRow((long) customer.get("revision"), (BigDecimal) customer.get("balance"));
    }

    private Map<Long, CustomerRow> redis(Set<Long> ids) {
        Map<Long, Response<Map<String, String>>> answers = new HashMap<>();
        try (Jedis jedis = new Jedis(platform.redis().host(), platform.redis().port());
                Pipeline pipeline = jedis.pipelined()) {
            ids.forEach(id -> answers.put(id, pipeline.hgetAll("customer:" + id)));
            pipeline.sync();
        }
        Map<Long, CustomerRow> rows = new HashMap<>();
        answers.forEach((id, answer) -> {
            Map<String, String> hash = answer.get();
            if (!hash.isEmpty()) {
                rows.put(
                        id,
                        new CustomerRow(
                                Long.parseLong(hash.getOrDefault("revision", "-1")),
                                new BigDecimal(hash.getOrDefault("balance", "-1"))));
            }
        });
        return rows;
    }

    /** Ids whose rows differ, with both rows. */
    private static Map<Long, String> differences(Map<Long, CustomerRow> expected, Map<Long, CustomerRow> found) {
        Map<Long, String> differences = new HashMap<>();
        Set<Long> ids = new HashSet<>(expected.keySet());
        ids.addAll(found.keySet());
        for (Long id : ids) {
            CustomerRow one = expected.get(id);
            CustomerRow other = found.get(id);
            if (one == null
                    || other == null
                    || one.revision() != other.revision()
                    || one.balance().compareTo(other.balance()) != 0) {
                differences.put(id, one + " but " + other);
            }
        }
        return differences;
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
