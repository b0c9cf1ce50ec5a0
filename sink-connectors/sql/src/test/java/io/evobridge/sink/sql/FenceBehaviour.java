package io.evobridge.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.contract.Headers;
import io.evobridge.contract.RowFingerprint;
import io.evobridge.servers.CutProxy;
import io.evobridge.sink.common.contract.AllTypes;
import io.evobridge.sink.common.contract.DecodedEvidence;
import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.WorkerStandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the sink must do in a database that applications write, too. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FenceBehaviour {

    private static final AtomicLong ENTITIES = new AtomicLong();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String NODE = "here";
    private static final String SEEN_LESS = "there=0000000000000001-0000000000000000";
    private static final String SEEN = "there=0000000000000002-0000000000000000";

    private final List<WorkerStandIn> workers = new ArrayList<>();
    private @Nullable TestServer startedServer;
    private ResolvedTopic topic = new ResolvedTopic("unset");

    abstract TestServer startOne();

    /** As in {@link SqlSinkBehaviour}. */
    abstract Supplier<List<String>> watchLog(TestServer server);

    /** A query that counts the transactions which wait for a lock. */
    abstract String waitingCount();

    /** The record of {@link AllTypes} with values that this database has. */
    abstract Struct allTypes(String entity);

    @BeforeAll
    void startServer() {
        startedServer = startOne();
    }

    @AfterAll
    void stopServer() {
        server().close();
    }

    @BeforeEach
    void nameEntity() {
        topic = new ResolvedTopic("fenced_" + ENTITIES.incrementAndGet());
    }

    @AfterEach
    void stopWorkers() {
        workers.forEach(WorkerStandIn::close);
    }

    private TestServer server() {
        return Objects.requireNonNull(startedServer);
    }

    private WorkerStandIn worker(String... settings) {
        Map<String, String> config = new HashMap<>(server().config());
        config.put("fence.node", NODE);
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        WorkerStandIn worker = new WorkerStandIn(SqlSinkTask::new, config);
        workers.add(worker);
        return worker;
    }

    /** The record of a resolver that has read the whole log of the node, which shows the row so. */
    private SinkRecord knowing(long print, SinkRecord record) {
        return knowing(print, Objects.requireNonNullElse(marker("sequence"), "-1"), SEEN, record);
    }

    /** The record of a resolver that has read nothing of what any sink wrote into the node. */
    private static SinkRecord unaware(long print, SinkRecord record) {
        return knowing(print, "-1", SEEN, record);
    }

    private static SinkRecord knowing(long print, String marked, String seen, SinkRecord record) {
        record.headers()
                .addString(Headers.SEEN, seen)
                .addString(Headers.KNOWN_PREFIX + NODE, RowFingerprint.text(print))
                .addString(Headers.MARKED_PREFIX + NODE, marked);
        return record;
    }

    private static SinkRecord held(SinkRecord record) {
        record.headers().addString(Headers.SEEN, SEEN).addString(Headers.HOLDS, "there," + NODE);
        return record;
    }

    private static long print(long id, @Nullable String name, @Nullable Object amount) {
        SortedMap<String, @Nullable String> row = new TreeMap<>();
        row.put("id", Long.toString(id));
        row.put("name", name);
        row.put("amount", amount == null ? null : amount.toString());
        return RowFingerprint.of(row);
    }

    private String key(long id) {
        return topic.entity() + "/" + id;
    }

    private @Nullable String name(long id) {
        return server().value("SELECT name FROM " + topic.entity() + " WHERE id = " + id);
    }

    private @Nullable String marker(String column) {
        return server().value("SELECT " + column + " FROM evobridge_progress WHERE topic = '" + topic.topic() + "'");
    }

    private DecodedEvidence evidence() {
        return DecodedEvidence.of(HexFormat.of().parseHex(Objects.requireNonNull(marker("evidence"))));
    }

    private void local(String sql) {
        server().execute(sql.replace("TABLE", topic.entity()));
    }

    @Test
    void aRowThatWasNotThereIsInsertedAndTheEvidenceNamesIt() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.append(knowing(0, topic.upsert(2, null, null)));

        // When
        worker.start().drain();

        // Then
        assertThat(name(1)).isEqualTo("Ada");
        assertThat(evidence().applied()).isEqualTo(Map.of(key(1), print(1, "Ada", 10L), key(2), print(2, null, null)));
        assertThat(evidence().seen()).isEqualTo(Map.of(key(1), SEEN, key(2), SEEN));
        assertThat(evidence().refused()).isEmpty();
    }

    @Test
    void aLocalWriteThatTheRecordDidNotKnowStaysUntilOneComesThatKnowsIt() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.append(knowing(0, topic.upsert(2, "Bob", 20L)));
        worker.start().drain();
        local("UPDATE TABLE SET name = 'mine' WHERE id = 1");

        // When
        worker.append(knowing(print(1, "Ada", 10L), topic.upsert(1, "theirs", 11L)));
        worker.append(knowing(print(2, "Bob", 20L), topic.upsert(2, "Bobby", 21L)));
        worker.drain();

        // Then
        assertThat(name(1)).isEqualTo("mine");
        assertThat(name(2)).isEqualTo("Bobby");
        assertThat(evidence().refused()).isEqualTo(Map.of(key(1), print(1, "mine", 10L)));
        assertThat(evidence().applied()).isEqualTo(Map.of(key(2), print(2, "Bobby", 21L)));

        // When
        worker.append(knowing(print(1, "mine", 10L), topic.upsert(1, "merged", 11L)));
        worker.drain();

        // Then
        assertThat(name(1)).isEqualTo("merged");
        assertThat(evidence().applied()).isEqualTo(Map.of(key(1), print(1, "merged", 11L)));
        assertThat(evidence().refused()).isEmpty();
    }

    @Test
    void aRowThatAnApplicationInsertedOrDeletedIsLeftAlone() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.start().drain();
        local("INSERT INTO TABLE (id, name) VALUES (2, 'mine')");
        local("DELETE FROM TABLE WHERE id = 1");

        // When
        worker.append(knowing(print(1, "Ada", 10L), topic.upsert(1, "theirs", 11L)));
        worker.append(knowing(0, topic.upsert(2, "theirs", 20L)));
        worker.drain();

        // Then
        assertThat(name(1)).isNull();
        assertThat(name(2)).isEqualTo("mine");
        assertThat(evidence().refused())
                .isEqualTo(Map.of(key(1), RowFingerprint.ABSENT, key(2), print(2, "mine", null)));
    }

    @Test
    void theSinkGoesOnFromItsOwnWriteBeforeTheLogHasShownIt() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.start().drain();

        // When
        worker.append(unaware(0, topic.upsert(1, "Ada Lovelace", 11L)));
        worker.drain();

        // Then
        assertThat(name(1)).isEqualTo("Ada Lovelace");
    }

    @Test
    void aRowThatALocalWriteBroughtBackIsLeftAloneByARecordThatDoesNotKnow() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.start().drain();
        local("DELETE FROM TABLE WHERE id = 1");

        // When
        worker.append(unaware(0, topic.upsert(1, "back again", 11L)));
        worker.drain();

        // Then
        assertThat(name(1)).isNull();
        assertThat(evidence().refused()).isEqualTo(Map.of(key(1), RowFingerprint.ABSENT));
    }

    @Test
    void anOlderStateThatIsSentAgainIsSkippedAndLeavesNoMarker() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.start().drain();

        // When
        worker.append(knowing(print(1, "Ada", 10L), "0", SEEN_LESS, topic.upsert(1, "older", 9L)));
        worker.drain();

        // Then
        assertThat(name(1)).isEqualTo("Ada");
        assertThat(marker("sequence")).isEqualTo("0");
    }

    @Test
    void aLostMemoryCostsOneRefusal() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.start().drain();

        // When
        worker.append(unaware(0, topic.upsert(1, "Ada Lovelace", 11L)));
        worker.crash().drain();

        // Then
        long found = Objects.requireNonNull(evidence().refused().get(key(1)));
        assertThat(name(1)).isEqualTo("Ada");

        // When
        worker.append(knowing(found, topic.upsert(1, "Ada Lovelace", 11L)));
        worker.drain();

        // Then
        assertThat(name(1)).isEqualTo("Ada Lovelace");
    }

    @Test
    void aDeletionIsFencedToo() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.append(knowing(0, topic.upsert(2, "Bob", 20L)));
        worker.start().drain();
        local("UPDATE TABLE SET name = 'mine' WHERE id = 1");

        // When
        worker.append(knowing(print(1, "Ada", 10L), topic.delete(1)));
        worker.append(knowing(print(2, "Bob", 20L), topic.delete(2)));
        worker.append(knowing(0, topic.delete(3)));
        worker.drain();

        // Then
        assertThat(name(1)).isEqualTo("mine");
        assertThat(name(2)).isNull();
        assertThat(evidence().applied())
                .isEqualTo(Map.of(key(2), RowFingerprint.ABSENT, key(3), RowFingerprint.ABSENT));
        assertThat(evidence().refused()).isEqualTo(Map.of(key(1), print(1, "mine", 10L)));
    }

    @Test
    void whatTheNodeHoldsIsNotWrittenAndABatchOfNothingElseLeavesNoMarker() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.start().drain();
        String before = marker("sequence");

        // When
        worker.append(held(topic.upsert(1, "not written", 11L)));
        worker.append(held(topic.upsert(2, "not written", 11L)));
        worker.drain();

        // Then
        assertThat(name(1)).isEqualTo("Ada");
        assertThat(name(2)).isNull();
        assertThat(marker("sequence")).isEqualTo(before);
        assertThat(worker.commit()).containsEntry(new TopicPartition(topic.topic(), 0), 3L);
    }

    @Test
    void theLastOfSeveralStatesInABatchCounts() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.append(knowing(0, topic.upsert(1, "Ada Lovelace", 11L)));
        worker.append(knowing(0, topic.upsert(2, "Bob", 20L)));
        worker.append(held(topic.upsert(2, "held", 21L)));

        // When
        worker.start().drain();

        // Then
        assertThat(name(1)).isEqualTo("Ada Lovelace");
        assertThat(name(2)).isNull();
        assertThat(evidence().applied()).isEqualTo(Map.of(key(1), print(1, "Ada Lovelace", 11L)));
    }

    @Test
    void aRowThatLooksSoAlreadyIsNotWrittenButNamed() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.start().drain();
        Supplier<List<String>> log = watchLog(server());

        // When
        worker.append(unaware(0, topic.upsert(1, "Ada", 10L)));
        worker.drain();

        // Then
        assertThat(log.get()).containsExactly("evobridge_progress");
        assertThat(evidence().applied()).isEqualTo(Map.of(key(1), print(1, "Ada", 10L)));
    }

    @Test
    void aRowThatIsInsertedBetweenTheLookAndTheWriteIsLeftAlone() throws Exception {
        // Given
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.start().drain();
        worker.append(knowing(0, topic.upsert(2, "theirs", 20L)));

        // When
        duringTheTransactionOf(worker, () -> local("INSERT INTO TABLE (id, name) VALUES (2, 'mine')"));
        worker.drain();

        // Then
        assertThat(name(2)).isEqualTo("mine");
        assertThat(evidence().refused()).isEqualTo(Map.of(key(2), print(2, "mine", null)));
        assertThat(worker.deadLetters()).isEmpty();
    }

    @Test
    void aConnectionThatBreaksInTheMiddleLeavesNothing() throws Exception {
        try (CutProxy proxy = CutProxy.to(server().server())) {
            // Given
            WorkerStandIn worker =
                    worker("connection.url", server().url().replaceFirst("//[^/]+/", "//" + proxy.address() + "/"));
            worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
            worker.start().drain();
            worker.append(unaware(0, topic.upsert(1, "Ada Lovelace", 11L)));
            worker.append(knowing(0, topic.upsert(2, "Bob", 20L)));

            // When
            duringTheTransactionOf(worker, proxy::cut);

            // Then
            assertThat(name(1)).isEqualTo("Ada");
            assertThat(name(2)).isNull();
            assertThat(marker("sequence")).isEqualTo("0");
            assertThat(evidence().applied()).containsOnlyKeys(key(1));

            // When
            proxy.heal();
            await().atMost(PATIENCE).until(() -> worker.poll() && worker.isDrained());

            // Then
            assertThat(name(1)).isEqualTo("Ada Lovelace");
            assertThat(name(2)).isEqualTo("Bob");
            assertThat(evidence().applied()).containsOnlyKeys(key(1), key(2));
        }
    }

    /** Does something while the worker has looked at its rows and waits for the marker's row, which is locked meanwhile. */
    private void duringTheTransactionOf(WorkerStandIn worker, Runnable event) throws Exception {
        CompletableFuture<Boolean> poll;
        try (Connection other = server().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM evobridge_progress WHERE topic = '" + topic.topic() + "' FOR UPDATE");
            poll = CompletableFuture.supplyAsync(worker::poll);
            await().atMost(PATIENCE).until(() -> !"0".equals(server().value(waitingCount())));
            event.run();
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        poll.get(60, java.util.concurrent.TimeUnit.SECONDS);
    }

    @Test
    void theEvidenceTellsHowARowOfAnyTypeLooksAfterwards() {
        // Given
        String entity = topic.entity();
        WorkerStandIn worker = worker();
        worker.append(knowing(0, topic.record(0, 1, AllTypes.schema(entity), AllTypes.nulls(entity, 1))));
        worker.append(knowing(
                0, topic.record(0, 2, AllTypes.schema(entity), allTypes(entity).put("id", 2L))));
        worker.start().drain();
        DecodedEvidence evidence = evidence();
        long nulls = Objects.requireNonNull(evidence.applied().get(key(1)));
        long values = Objects.requireNonNull(evidence.applied().get(key(2)));

        // When
        worker.append(knowing(
                nulls,
                topic.record(0, 1, AllTypes.schema(entity), allTypes(entity).put("id", 1L))));
        worker.append(knowing(values, topic.delete(2)));
        worker.crash().drain();

        // Then
        assertThat(evidence().refused()).isEmpty();
        assertThat(server().value("SELECT count(*) FROM " + entity)).isEqualTo("1");
    }

    @Test
    void renamedColumnsCountUnderTheNamesOfTheirFieldsAndThoseLeftOutDoNot() {
        // Given
        server().execute("CREATE TABLE " + topic.entity()
                + " (id BIGINT PRIMARY KEY, title VARCHAR(50), amount BIGINT, note VARCHAR(50))");
        WorkerStandIn worker = worker("field.renames", "name:title", "field.exclude.list", "note");
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.start().drain();
        local("UPDATE TABLE SET note = 'mine' WHERE id = 1");

        // When
        worker.append(knowing(print(1, "Ada", 10L), topic.upsert(1, "Ada Lovelace", 11L)));
        worker.crash().drain();

        // Then
        assertThat(server().row("SELECT * FROM " + topic.entity()))
                .containsEntry("title", "Ada Lovelace")
                .containsEntry("note", "mine");
    }

    @Test
    void columnsOfAnotherShapeCountAsTheirFields() {
        // Given
        WorkerStandIn worker = shaped("PRIMARY KEY (tenant, no)");
        worker.append(knowing(0, topic.upsert(1, "Ada King Lovelace", 10L)));
        worker.append(knowing(0, topic.upsert(2, "Prince", null)));
        worker.append(knowing(0, topic.upsert(3, null, 30L)));

        // When
        worker.start().drain();

        // Then
        assertThat(evidence().applied())
                .isEqualTo(Map.of(
                        key(1), print(1, "Ada King Lovelace", 10L),
                        key(2), print(2, "Prince", null),
                        key(3), print(3, null, 30L)));
        assertThat(shapedRow(1))
                .containsEntry("tenant", "acme")
                .containsEntry("first_name", "Ada")
                .containsEntry("last_name", "King Lovelace")
                .containsEntry("cents", "1000");
        assertThat(shapedRow(2)).doesNotContainKeys("last_name", "cents");

        // When
        local("UPDATE TABLE SET first_name = 'Ada King', last_name = 'Lovelace' WHERE no = 1");
        local("UPDATE TABLE SET cents = 1999 WHERE no = 3");
        worker.append(knowing(print(1, "Ada King Lovelace", 10L), topic.upsert(1, "Ada King Lovelace", 11L)));
        worker.append(knowing(print(2, "Prince", null), topic.delete(2)));
        worker.append(knowing(print(3, null, 30L), topic.upsert(3, "late", 31L)));
        worker.crash().drain();

        // Then
        assertThat(shapedRow(1))
                .containsEntry("first_name", "Ada King")
                .containsEntry("last_name", "Lovelace")
                .containsEntry("cents", "1100");
        assertThat(shapedRow(2)).isNull();
        assertThat(evidence().applied())
                .isEqualTo(Map.of(key(1), print(1, "Ada King Lovelace", 11L), key(2), RowFingerprint.ABSENT));
        assertThat(evidence().refused()).isEqualTo(Map.of(key(3), print(3, null, "19.99")));
        assertThat(worker.deadLetters()).isEmpty();
    }

    @Test
    void aRowOfTheSameNumberWithAnotherConstantIsAnotherRow() {
        // Given
        WorkerStandIn worker = shaped("PRIMARY KEY (tenant, no)");
        local("INSERT INTO TABLE (tenant, no, first_name) VALUES ('other', 1, 'theirs')");
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.start().drain();

        // When
        worker.append(knowing(print(1, "Ada", 10L), topic.delete(1)));
        worker.drain();

        // Then
        assertThat(server().column("SELECT * FROM " + topic.entity(), "first_name"))
                .containsExactly("theirs");
        assertThat(evidence().applied()).isEqualTo(Map.of(key(1), RowFingerprint.ABSENT));
    }

    @Test
    void aRowThatIsNotOfTheEntityIsNeverTakenOver() {
        // Given
        WorkerStandIn worker = shaped("PRIMARY KEY (no)");
        local("INSERT INTO TABLE (tenant, no, first_name) VALUES ('other', 1, 'theirs'), ('other', 2, 'theirs')");

        // When
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        worker.append(knowing(0, topic.delete(2)));
        worker.append(knowing(0, topic.upsert(3, "Eve", 30L)));
        worker.start().drain();

        // Then
        assertThat(server().column("SELECT * FROM " + topic.entity() + " ORDER BY no", "first_name"))
                .containsExactly("theirs", "theirs", "Eve");
        assertThat(worker.deadLetters()).hasSize(1);
    }

    @Test
    void aValueThatItsColumnCannotSayIsRefusedAndTheOthersAreWritten() {
        // Given
        server().execute("CREATE TABLE " + topic.entity() + " (id BIGINT PRIMARY KEY, name CHAR(1), amount BIGINT)");
        WorkerStandIn worker = worker("field.conversions", "amount:scale:-2,name:values:A=Ada;B=Bob");
        worker.append(knowing(0, topic.upsert(1, "Ada", 1_200L)));
        worker.append(knowing(0, topic.upsert(2, "Bob", 1_250L)));
        worker.append(knowing(0, topic.upsert(3, "Eve", 1_300L)));

        // When
        worker.start().drain();

        // Then
        assertThat(server().column("SELECT * FROM " + topic.entity(), "amount")).containsExactly("12");
        assertThat(name(1)).isEqualTo("A");
        assertThat(worker.deadLetters()).hasSize(2);
    }

    private WorkerStandIn shaped(String key) {
        server().execute("CREATE TABLE " + topic.entity() + " (tenant VARCHAR(20), no BIGINT, first_name VARCHAR(50),"
                + " last_name VARCHAR(50), cents BIGINT, " + key + ")");
        return worker(
                "field.renames", "id:no,amount:cents",
                "field.conversions", "amount:scale:2",
                "field.splits", "name:%20:first_name:last_name",
                "column.constants", "tenant:acme");
    }

    private @Nullable Map<String, String> shapedRow(long no) {
        return server().row("SELECT * FROM " + topic.entity() + " WHERE no = " + no);
    }

    @Test
    void anOlderTableOfMarkersGetsItsColumnForEvidence() {
        // Given
        server().execute("CREATE TABLE markers_of_" + topic.entity()
                + " (topic VARCHAR(249) NOT NULL, partition_no INT NOT NULL, sequence BIGINT NOT NULL,"
                + " highest_hlc BIGINT NOT NULL, PRIMARY KEY (topic, partition_no))");
        WorkerStandIn worker = worker("progress.table.name", "markers_of_" + topic.entity());
        worker.append(knowing(0, topic.upsert(1, "Ada", 10L)));

        // When
        worker.start().drain();

        // Then
        assertThat(server().value("SELECT evidence FROM markers_of_" + topic.entity()))
                .isNotNull();
    }

    @Test
    void aSinkWithoutAFenceLeavesNoEvidenceOfAnEarlierOne() {
        // Given
        WorkerStandIn fenced = worker();
        fenced.append(knowing(0, topic.upsert(1, "Ada", 10L)));
        fenced.start().drain();
        WorkerStandIn plain = worker("fence.node", "");
        plain.append(topic.upsert(1, "unused", 1L));
        plain.append(topic.upsert(1, "Ada Lovelace", 11L));

        // When
        plain.start().drain();

        // Then
        assertThat(name(1)).isEqualTo("Ada Lovelace");
        assertThat(marker("evidence")).isNull();
    }
}
