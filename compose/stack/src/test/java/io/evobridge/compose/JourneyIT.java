package io.evobridge.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.bridge.Connector;
import io.evobridge.bridge.Connectors;
import io.evobridge.compose.demo.TradingPlatform;
import io.evobridge.contract.Headers;
import io.evobridge.contract.Topics;
import io.evobridge.registry.ApicurioRegistry;
import io.evobridge.registry.Compatibility;
import io.evobridge.registry.RegistrySettings;
import io.evobridge.servers.ConnectRest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The way of single rows, good ones and bad ones: a bad one ends where it can be seen, and the good ones go on. */
@TestInstance(Lifecycle.PER_CLASS)
class JourneyIT {

    private TradingPlatform platform;
    private Shop shop;
    private TopicReader topics;
    private Topics names;
    private Jedis redis;

    @BeforeAll
    void start(@TempDir Path home) throws SQLException {
        platform = TradingPlatform.start(home, what -> {});
        shop = new Shop(platform);
        topics = new TopicReader(platform.stack());
        names = platform.stack().bridge().topics();
        redis = new Jedis(platform.redis().host(), platform.redis().port());
    }

    @AfterAll
    void stop() {
        redis.close();
        platform.close();
    }

    @Test
    void aRowTravelsAndItsDeletionToo() throws SQLException {
        // When
        shop.execute("INSERT INTO customers (id, name, email, risk_profile, balance, preferences, revision)"
                + " VALUES (18446744073709551615, 'Zoë', NULL, 'bold', 123.45, '{\"a\": [1, 2]}', 1)");

        // Then
        eventually()
                .untilAsserted(() -> assertThat(redis.hgetAll("customer:18446744073709551615"))
                        .containsEntry("name", "Zoë")
                        .containsEntry("risk_profile", "bold")
                        .containsEntry("balance", "123.45")
                        .containsEntry("preferences", "{\"a\":[1,2]}")
                        .doesNotContainKey("email"));

        // When
        shop.execute("DELETE FROM customers WHERE id = 18446744073709551615");

        // Then
        eventually().until(() -> !redis.exists("customer:18446744073709551615"));
    }

    @Test
    void aChangedKeyMovesTheRow() throws SQLException {
        // Given
        insertCustomer(100);
        eventually().until(() -> redis.exists("customer:100"));

        // When
        shop.execute("UPDATE customers SET id = 101 WHERE id = 100");

        // Then
        eventually().until(() -> redis.exists("customer:101") && !redis.exists("customer:100"));
    }

    @Test
    void anOperatorHoldsANodeAndLetsItGoOn() throws Exception {
        // When
        Command pause = Command.run(platform.stack(), "pause", "--node", "sessions");

        // Then
        assertThat(pause.output()).contains("connector trading-sessions-customer paused\n");
        eventually().until(() -> state("trading-sessions-customer").equals("PAUSED"));

        // When
        insertCustomer(170);
        Command resume = Command.run(platform.stack(), "resume", "--node", "sessions");

        // Then
        assertThat(resume.exitCode()).isZero();
        eventually().until(() -> redis.exists("customer:170"));
    }

    @Test
    void aPlanNamesWhatDiffersFromTheFileAndApplyMendsIt() throws Exception {
        // Given
        BridgeStack stack = platform.stack();
        Connector file = Connectors.of(stack.bridge()).stream()
                .filter(connector -> connector.name().equals("trading-sessions-customer"))
                .findFirst()
                .orElseThrow();
        Map<String, String> other = new HashMap<>(file.config());
        other.put("key.pattern", "client:{id}");
        stack.cluster().apply(new Connector(file.name(), other));
        stack.cluster().delete("trading-sessions-trade_order");

        // When
        Command plan = Command.run(stack, "plan");

        // Then
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.output())
                .containsPattern("customer +balance +shop decimal\\(18,2\\) +Decimal\\(18,2\\) +history float"
                        + " +lossy: is a binary float: near a decimal fraction, not equal \\(accepted\\)")
                .endsWith("""

                        ~ connector trading-sessions-customer
                            key.pattern: client:{id} -> customer:{id}
                        + connector trading-sessions-trade_order
                        """);

        // When
        assertThat(Command.run(stack, "apply").exitCode()).isZero();

        // Then
        assertThat(Command.run(stack, "plan").output()).endsWith("\nnothing to do\n");
        goodRowsFlow(180);
    }

    @Test
    void aNodeThatIsTakenDownGoesOnWhereItEnded() throws Exception {
        // When
        Command down = Command.run(platform.stack(), "down", "--node", "sessions");

        // Then
        assertThat(down.output()).contains("connector trading-sessions-customer removed\n");
        assertThat(Command.run(platform.stack(), "down", "--node", "sessions").output())
                .contains("connector trading-sessions-customer is not there\n");
        assertThat(Command.run(platform.stack(), "down", "--node", "session").exitCode())
                .isEqualTo(2);

        // When
        insertCustomer(190);
        assertThat(Command.run(platform.stack(), "apply").exitCode()).isZero();

        // Then
        eventually().until(() -> redis.exists("customer:190"));
    }

    @Test
    void aRedisThatLostItsKeysIsSentAllStatesAgain() throws Exception {
        // Given
        goodRowsFlow(210);
        goodRowsFlow(211);
        shop.execute("DELETE FROM customers WHERE id = 211");
        eventually().until(() -> !redis.exists("customer:211"));
        redis.flushAll();

        // When
        ConnectRest connect = platform.stack().worker().rest();
        String connector = "trading-sessions-customer";
        connect.stop(connector);
        eventually().until(() -> connect.status(connector).tasks().isEmpty());
        connect.send("DELETE", "/connectors/" + connector + "/offsets", "");
        connect.resume(connector);
        goodRowsFlow(212);

        // Then
        eventually().until(() -> redis.exists("customer:210") && !redis.exists("customer:211"));
    }

    @Test
    void aNewColumnFlowsOn() throws SQLException {
        // When
        shop.execute(
                "ALTER TABLE customers ADD COLUMN segment VARCHAR(20) NULL",
                "INSERT INTO customers (id, name, risk_profile, balance, revision, segment)"
                        + " VALUES (150, 'Customer 150', 'bold', 1, 1, 'gold')");

        // Then
        eventually().until(() -> "gold".equals(redis.hget("customer:150", "segment")));
    }

    @Test
    void aTruncateEndsInQuarantineWithTheReason() throws SQLException {
        // When
        shop.execute("TRUNCATE TABLE orders");

        // Then
        eventually()
                .untilAsserted(() -> assertThat(reasons(names.quarantine(), Headers.REASON))
                        .anySatisfy(reason -> assertThat(reason).contains("repeat a truncate as deletes")));
        goodRowsFlow(200);
    }

    @Test
    void rowsThatNoLongerFitTheirMappingEndInQuarantineUntilItIsMended() throws SQLException {
        // When
        shop.execute("ALTER TABLE orders RENAME COLUMN symbol TO ticker", insertOrder(300, "ticker"));

        // Then
        eventually()
                .untilAsserted(() -> assertThat(reasons(names.quarantine(), Headers.REASON))
                        .anySatisfy(
                                reason -> assertThat(reason).contains("has no column symbol for field instrument")));
        goodRowsFlow(301);

        // When
        shop.execute("ALTER TABLE orders RENAME COLUMN ticker TO symbol", insertOrder(302, "symbol"));

        // Then
        eventually().until(() -> redis.exists("order:302"));
    }

    @Test
    void aCorruptCapturedRecordEndsInQuarantineByteForByte() throws Exception {
        // Given
        byte[] corrupt = {0, 0, 0, 0x7f, 0x7f, 1, 2, 3};

        // When
        produce(names.captured("shop"), "customer/400", corrupt);

        // Then
        eventually()
                .untilAsserted(() -> assertThat(topics.records(names.quarantine()))
                        .anySatisfy(record -> assertThat(record.value()).isEqualTo(corrupt)));
        goodRowsFlow(401);
    }

    @Test
    void aCorruptResolvedRecordEndsInTheDeadLetters() throws Exception {
        // Given
        byte[] corrupt = {0, 0, 0, 0x7f, 0x7f, 1, 2, 3};

        // When
        produce(names.resolved("customer"), "customer/500", corrupt);

        // Then
        eventually().untilAsserted(() -> {
            assertThat(topics.records(names.deadLetters("sessions")))
                    .anySatisfy(record -> assertThat(record.value()).isEqualTo(corrupt));
            assertThat(topics.records(names.deadLetters("history")))
                    .anySatisfy(record -> assertThat(record.value()).isEqualTo(corrupt));
        });
        goodRowsFlow(501);
    }

    @Test
    void aRedisKeyOfTheWrongTypeEndsInTheDeadLettersWithTheReason() throws SQLException {
        // Given
        redis.rpush("customer:600", "not", "a", "hash");

        // When
        insertCustomer(600);

        // Then
        eventually()
                .untilAsserted(
                        () -> assertThat(reasons(names.deadLetters("sessions"), "__connect.errors.exception.message"))
                                .anySatisfy(reason -> assertThat(reason).contains("WRONGTYPE the key holds a list")));
        goodRowsFlow(601);
    }

    @Test
    void aSchemaThatTheRegistryRefusesEndsInQuarantineAndTheRestFlowsOn() throws SQLException {
        // Given
        shop.execute(insertOrder(700, "symbol"));
        eventually().until(() -> redis.exists("order:700"));
        new ApicurioRegistry(RegistrySettings.of(platform.stack().registry().url()))
                .setCompatibility("trading", "io.evobridge.entity.trade_order", Compatibility.BACKWARD);

        // When
        shop.execute("ALTER TABLE orders MODIFY COLUMN revision VARCHAR(30) NOT NULL", insertOrder(701, "symbol"));

        // Then
        eventually()
                .untilAsserted(() -> assertThat(reasons(names.quarantine(), Headers.REASON))
                        .anySatisfy(reason ->
                                assertThat(reason).contains("trade_order").containsIgnoringCase("incompatible")));
        goodRowsFlow(702);

        // When
        shop.execute("ALTER TABLE orders MODIFY COLUMN revision BIGINT NOT NULL", insertOrder(703, "symbol"));

        // Then
        eventually().until(() -> redis.exists("order:703"));
    }

    private void goodRowsFlow(long id) throws SQLException {
        insertCustomer(id);
        eventually().until(() -> redis.exists("customer:" + id));
    }

    private void insertCustomer(long id) throws SQLException {
        shop.execute("INSERT INTO customers (id, name, risk_profile, balance, revision) VALUES (" + id
                + ", 'Customer', 'bold', 1, 1)");
    }

    private static String insertOrder(long id, String symbolColumn) {
        return "INSERT INTO orders (id, customer_id, " + symbolColumn
                + ", side, quantity, price, status, revision, placed_at) VALUES (" + id
                + ", 1, 'ACME', 'buy', 1, 1, 'open', 1, UTC_TIMESTAMP(6))";
    }

    private void produce(String topic, String key, byte[] value) throws Exception {
        Map<String, Object> settings = new HashMap<>(platform.stack().bridge().kafka());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        }
    }

    private List<String> reasons(String topic, String header) {
        return topics.records(topic).stream()
                .map(record -> text(record, header))
                .collect(Collectors.toList());
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : Copies.utf8(header.value());
    }

    private String state(String connector) {
        return platform.stack().cluster().status(connector).orElseThrow().state();
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(250));
    }
}
