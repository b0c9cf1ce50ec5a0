package io.evobridge.sink.sql;

import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.SinkContractTest;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The contract of all sinks on one SQL database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SqlSinkContract extends SinkContractTest {

    private @Nullable TestServer startedServer;

    abstract TestServer startOne();

    @BeforeAll
    void startServer() {
        startedServer = startOne();
    }

    @AfterAll
    void stopServer() {
        server().close();
    }

    private TestServer server() {
        return Objects.requireNonNull(startedServer);
    }

    @Override
    protected SinkTask task() {
        return new SqlSinkTask();
    }

    @Override
    protected Map<String, String> config() {
        return server().config();
    }

    @Override
    protected @Nullable Map<String, String> read(String entity, long id) {
        return server().row("SELECT * FROM " + entity + " WHERE id = " + id);
    }

    @Override
    protected SinkRecord poison(ResolvedTopic topic, long id) {
        server().execute("CREATE TABLE IF NOT EXISTS " + topic.entity()
                + " (id BIGINT PRIMARY KEY, name VARCHAR(20), amount BIGINT)");
        return topic.upsert(id, "a name that is much too long", 1L);
    }

    @Override
    protected void stopTarget() {
        server().server().kill();
    }

    @Override
    protected void startTarget() {
        server().server().restart();
    }
}
