package io.evobridge.sink.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.sink.common.PauseRequestedException;
import io.evobridge.sink.common.RowBatch;
import io.evobridge.sink.common.WriteResult;
import io.evobridge.sink.common.row.RecordReader;
import io.evobridge.sink.common.row.RowChange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InfluxDbWriterTest {

    private StubServer server;

    @BeforeEach
    void start() throws IOException {
        server = new StubServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("a batch is one request with the names of the v2 API and the token")
    void v2() {
        // Given
        InfluxDbWriter writer =
                writer("api.version", "v2", "organization", "my org", "bucket", "a&b", "connection.token", "secret");

        // When
        WriteResult result = writer.write(batch(1L, 2L));

        // Then
        assertThat(result).isEqualTo(WriteResult.written(2, 0));
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.address()).isEqualTo("/api/v2/write?org=my+org&bucket=a%26b&precision=ns");
            assertThat(request.headers().get("Authorization")).containsExactly("Token secret");
            assertThat(request.text().lines()).hasSize(2);
        });
    }

    @Test
    @DisplayName("v1 has database, retention policy and basic authentication")
    void v1() {
        // Given
        InfluxDbWriter writer =
                writer("retention.policy", "week", "connection.username", "ada", "connection.password", "pass:word");

        // When
        writer.write(batch(1L));

        // Then
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.address()).isEqualTo("/write?db=history&rp=week&precision=ns");
            assertThat(request.headers().get("Authorization")).containsExactly("Basic YWRhOnBhc3M6d29yZA==");
        });
    }

    @Test
    @DisplayName("a compressed request says so")
    void gzip() throws IOException {
        // When
        writer("gzip.enabled", "true").write(batch(1L));

        // Then
        StubServer.Request request = server.requests().get(0);
        assertThat(request.headers().get("Content-encoding")).containsExactly("gzip");
        byte[] body = new GZIPInputStream(new ByteArrayInputStream(request.bytes())).readAllBytes();
        assertThat(new String(body, StandardCharsets.UTF_8)).startsWith("orders,id=0 v=1i ");
    }

    @Test
    @DisplayName("a change that cannot be a point is rejected, the others are written")
    void unencodable() {
        // When
        WriteResult result = writer("non.finite.mode", "reject").write(batch(1L, Double.NaN, 3L));

        // Then
        assertThat(result.upserted()).isEqualTo(2);
        assertThat(result.rejected()).singleElement().satisfies(rejection -> {
            assertThat(rejection.change().offset()).isEqualTo(1);
            assertThat(rejection.reason()).hasMessageContaining("NaN");
        });
        assertThat(server.requests().get(0).text().lines()).hasSize(2);
    }

    @Test
    @DisplayName("refused data, and a request that is too large, ask for smaller batches")
    void refusedData() {
        // Given
        server.answers(422, "{\"code\":\"unprocessable entity\",\"message\":\"field type conflict\"}");
        server.answers(413, "");
        InfluxDbWriter writer = writer();

        // Then
        assertThatThrownBy(() -> writer.write(batch(1L)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field type conflict");
        assertThatThrownBy(() -> writer.write(batch(1L)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("lower batch.size");
    }

    @Test
    @DisplayName("a busy server is asked again, no earlier than it wants")
    void busy() {
        // Given
        server.answers(429, "", "Retry-After", "7");
        server.answers(503, "{\"message\":\"overloaded\"}");
        InfluxDbWriter writer = writer();

        // Then
        assertThatThrownBy(() -> writer.write(batch(1L))).isInstanceOf(PauseRequestedException.class);
        assertThatThrownBy(() -> writer.write(batch(1L)))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("overloaded");
    }

    @Test
    @DisplayName("a server that is away is an outage")
    void away() {
        // Given
        InfluxDbWriter writer = writer();
        server.close();

        // Then
        assertThatThrownBy(() -> writer.write(batch(1L)))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("takes no writes");
    }

    @Test
    @DisplayName("wrong credentials stop the task and the secret stays out of the message")
    void unauthorized() {
        // Given
        server.answers(401, "{\"error\":\"authorization failed\"}");
        InfluxDbWriter writer = writer("connection.token", "s3cret");

        // Then
        assertThatThrownBy(() -> writer.write(batch(1L)))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class)
                .isNotInstanceOf(DataException.class)
                .hasMessageContaining("authorization failed")
                .hasMessageContaining("check target, credentials")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    @DisplayName("a missing database is created where that is allowed")
    void createsDatabase() {
        // Given
        server.answers(404, "{\"error\":\"database not found: \\\"history\\\"\"}");
        server.answers(200, "{\"results\":[{\"statement_id\":0}]}");

        // When
        writer("database.create", "true").write(batch(1L));

        // Then
        assertThat(server.requests())
                .extracting(StubServer.Request::address)
                .containsExactly("/write?db=history&precision=ns", "/query", "/write?db=history&precision=ns");
        assertThat(server.requests().get(1).text()).isEqualTo("q=CREATE+DATABASE+%22history%22");
    }

    @Test
    @DisplayName("a missing database stops the task where it may not be created")
    void missingDatabase() {
        // Given
        server.answers(404, "{\"error\":\"database not found: \\\"history\\\"\"}");

        // Then
        assertThatThrownBy(() -> writer().write(batch(1L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("database 'history' does not exist")
                .hasMessageContaining("database.create=true");
    }

    private InfluxDbWriter writer(String... settings) {
        InfluxDbSinkConfig config = config(settings);
        return new InfluxDbWriter(
                new InfluxDbHttp(config, Clock.systemUTC()), config.pointEncoder(), config.creatableDatabase());
    }

    private InfluxDbSinkConfig config(String... settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put("connection.url", server.url() + "/");
        properties.put("database", "history");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new InfluxDbSinkConfig(properties);
    }

    private RowBatch batch(Object... values) {
        RecordReader reader = new RecordReader(config().readingRules(), collection -> List.of());
        List<RowChange> changes = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            changes.add((RowChange) reader.read(new SinkRecord(
                    "shop.orders",
                    0,
                    null,
                    Map.of("id", i),
                    null,
                    Map.of("v", values[i]),
                    i,
                    1_800_000_000_000L,
                    TimestampType.CREATE_TIME)));
        }
        return new RowBatch(new TopicPartition("shop.orders", 0), changes, values.length);
    }
}
