package io.evobridge.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.sink.common.contract.PlainTopic;
import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.WorkerStandIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the sink must do beyond the contract of all sinks, on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SqlSinkBehaviour {

    private static final AtomicLong ENTITIES = new AtomicLong();

    private @Nullable TestServer startedServer;
    private final List<WorkerStandIn> workers = new ArrayList<>();
    private ResolvedTopic topic = new ResolvedTopic("unset");

    abstract TestServer startOne();

    /** Starts to read the database's log; the result gives the tables that the transactions after that changed, in order. */
    abstract Supplier<List<String>> watchLog(TestServer server);

    /** Columns that the database fills: {@code row_no} counts, {@code twice} is twice the amount. */
    abstract String surrogateColumns();

    /** The type of a key that no signed 64 bits hold. */
    abstract String unsignedType();

    /** Makes the user {@code limited} with the same password, who may do nothing; returns how GRANT calls it. */
    abstract String limitedUser();

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
        topic = new ResolvedTopic("customer_" + ENTITIES.incrementAndGet());
    }

    @AfterEach
    void stopWorkers() {
        workers.forEach(WorkerStandIn::close);
    }

    final TestServer server() {
        return Objects.requireNonNull(startedServer);
    }

    private Map<String, String> config(String... settings) {
        Map<String, String> config = new HashMap<>(server().config());
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        return config;
    }

    private WorkerStandIn worker(String... settings) {
        WorkerStandIn worker = new WorkerStandIn(SqlSinkTask::new, config(settings));
        workers.add(worker);
        return worker;
    }

    private @Nullable String name(long id) {
        return server().value("SELECT name FROM " + topic.entity() + " WHERE id = " + id);
    }

    private @Nullable String marker(String column) {
        return server().value("SELECT " + column + " FROM evobridge_progress WHERE topic = '" + topic.topic() + "'");
    }

    @Test
    void the_marker_tells_the_last_offset_and_the_highest_clock_reading() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(1, "Ada", 1L));
        SinkRecord last = worker.append(topic.upsert(2, "Bob", 2L));

        // When
        worker.start().drain();

        // Then
        long hlc = Long.parseUnsignedLong(
                last.headers().lastWithName("eb-hlc").value().toString(), 16);
        assertThat(marker("sequence")).isEqualTo("1");
        assertThat(marker("highest_hlc")).isEqualTo(Long.toString(hlc));
    }

    @Test
    void the_marker_is_the_first_change_of_the_transaction_that_writes_the_rows() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.start().drain();
        Supplier<List<String>> log = watchLog(server());
        worker.append(topic.upsert(1, "Ada", 2L));

        // When
        worker.drain();

        // Then
        assertThat(log.get()).containsExactly("evobridge_progress", topic.entity());
    }

    @Test
    void a_zombie_task_changes_nothing() {
        // Given
        WorkerStandIn zombie = worker();
        WorkerStandIn owner = worker();
        for (long id = 1; id <= 3; id++) {
            SinkRecord record = topic.upsert(id, "name", id);
            zombie.append(record);
            owner.append(record);
        }
        zombie.start();
        owner.start().drain();
        server().execute("UPDATE " + topic.entity() + " SET name = 'written later'");

        // When
        zombie.drain();

        // Then
        assertThat(name(1)).isEqualTo("written later");
        assertThat(marker("sequence")).isEqualTo("2");
    }

    @Test
    void a_zombie_that_is_ahead_in_part_applies_only_the_rest() {
        // Given
        WorkerStandIn first = worker();
        WorkerStandIn second = worker();
        for (long id = 1; id <= 4; id++) {
            SinkRecord record = topic.upsert(id, "name", id);
            first.append(record);
            second.append(record);
        }
        second.start();
        first.maxPollRecords(2).start().poll();
        server().execute("UPDATE " + topic.entity() + " SET name = 'written later'");

        // When
        second.drain();
        first.drain();

        // Then
        assertThat(name(1)).isEqualTo("written later");
        assertThat(name(4)).isEqualTo("name");
        assertThat(marker("sequence")).isEqualTo("3");
    }

    @Test
    void a_zombie_that_is_behind_in_one_partition_applies_the_others() {
        // Given
        WorkerStandIn zombie = worker();
        WorkerStandIn owner = worker();
        SinkRecord done = topic.upsert(0, 1, "name", 1L);
        owner.append(done);
        zombie.append(done);
        zombie.append(topic.upsert(1, 2, "name", 2L));
        zombie.start();
        owner.start().drain();
        server().execute("UPDATE " + topic.entity() + " SET name = 'written later'");

        // When
        zombie.drain();

        // Then
        assertThat(name(1)).isEqualTo("written later");
        assertThat(name(2)).isEqualTo("name");
    }

    @Test
    void altered_offsets_apply_the_topic_again() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.start().drain().stop();
        server().execute("DELETE FROM " + topic.entity());
        Map<TopicPartition, @Nullable Long> offsets = new HashMap<>();
        offsets.put(new TopicPartition(topic.topic(), 0), null);

        // When
        boolean altered = new SqlSinkConnector().alterOffsets(config(), offsets);
        worker.rewindTo(0).start().drain();

        // Then
        assertThat(altered).isTrue();
        assertThat(name(1)).isEqualTo("Ada");
    }

    @Test
    void altered_offsets_may_point_into_the_middle() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.append(topic.upsert(2, "Bob", 1L));
        worker.start().drain().stop();
        server().execute("DELETE FROM " + topic.entity());

        // When
        new SqlSinkConnector().alterOffsets(config(), Map.of(new TopicPartition(topic.topic(), 0), 1L));
        worker.start().drain();

        // Then
        assertThat(name(1)).isNull();
        assertThat(name(2)).isEqualTo("Bob");
    }

    @Test
    void an_upsert_never_lands_on_another_row_through_a_secondary_unique_key() {
        // Given
        server().execute("CREATE TABLE " + topic.entity()
                + " (id BIGINT PRIMARY KEY, name VARCHAR(50) UNIQUE, amount BIGINT)");
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.append(topic.upsert(2, "Bob", 2L));
        worker.append(topic.upsert(3, "Ada", 3L));
        worker.append(topic.upsert(4, "Cy", 4L));

        // When
        worker.start().drain();

        // Then
        assertThat(worker.deadLetters()).extracting(SinkRecord::kafkaOffset).containsExactly(2L);
        assertThat(worker.deadLetterReasons().get(0)).contains("unique index").doesNotContain("Ada");
        assertThat(server().value("SELECT amount FROM " + topic.entity() + " WHERE id = 1"))
                .isEqualTo("1");
        assertThat(name(2)).isEqualTo("Bob");
        assertThat(name(3)).isNull();
        assertThat(name(4)).isEqualTo("Cy");
    }

    @Test
    void two_rows_that_swap_a_unique_value_through_a_third_one_arrive_whole() {
        // Given
        server().execute("CREATE TABLE " + topic.entity()
                + " (id BIGINT PRIMARY KEY, name VARCHAR(50) UNIQUE, amount BIGINT)");
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(1, "left", 1L));
        worker.append(topic.upsert(2, "right", 1L));
        worker.start().drain();
        worker.append(topic.upsert(1, "parked", 2L));
        worker.append(topic.upsert(2, "left", 2L));
        worker.append(topic.upsert(1, "right", 3L));

        // When
        worker.drain();

        // Then
        assertThat(worker.deadLetters()).isEmpty();
        assertThat(name(1)).isEqualTo("right");
        assertThat(name(2)).isEqualTo("left");
    }

    @Test
    void a_table_that_is_dropped_stops_the_task_with_what_to_do() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.start().drain();

        // When
        server().execute("DROP TABLE " + topic.entity());
        worker.append(topic.upsert(2, "Bob", 1L));

        // Then
        assertThatThrownBy(() -> {
                    worker.poll();
                    worker.poll();
                })
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(topic.entity())
                .hasMessageContaining("dropped")
                .hasMessageContaining("/offsets");
    }

    @Test
    void without_schema_evolution_a_missing_table_stops_the_task_with_what_to_do() {
        // Given
        WorkerStandIn worker = worker("schema.evolution", "none");
        worker.append(topic.upsert(1, "Ada", 1L));

        // When / Then
        worker.start();
        assertThatThrownBy(worker::drain)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(topic.entity() + " does not exist")
                .hasMessageContaining("schema.evolution=basic");
    }

    @Test
    void without_schema_evolution_a_missing_column_stops_the_task_with_what_to_do() {
        // Given
        server().execute("CREATE TABLE " + topic.entity() + " (id BIGINT PRIMARY KEY, name VARCHAR(50))");
        WorkerStandIn worker = worker("schema.evolution", "none");
        worker.append(topic.upsert(1, "Ada", 1L));

        // When / Then
        worker.start();
        assertThatThrownBy(worker::drain)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("[amount]")
                .hasMessageContaining("field.exclude.list");
    }

    @Test
    void a_new_field_becomes_a_new_column_also_in_the_middle_of_a_batch() {
        // Given
        WorkerStandIn worker = worker();
        Schema wider = SchemaBuilder.struct()
                .name("io.evobridge.entity." + topic.entity())
                .field("id", Schema.INT64_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .field("amount", Schema.OPTIONAL_INT64_SCHEMA)
                .field("city", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.append(topic.record(
                0, 2, wider, new Struct(wider).put("id", 2L).put("name", "Bob").put("city", "Bern")));

        // When
        worker.start().drain();

        // Then
        assertThat(server().row("SELECT * FROM " + topic.entity() + " WHERE id = 2"))
                .containsEntry("city", "Bern");
        assertThat(name(1)).isEqualTo("Ada");
    }

    @Test
    void a_table_without_a_matching_key_stops_the_task_with_what_to_do() {
        // Given
        server().execute("CREATE TABLE " + topic.entity() + " (id BIGINT, name VARCHAR(50), amount BIGINT)");
        WorkerStandIn worker = worker("primary.key.fields", "id");
        worker.append(topic.upsert(1, "Ada", 1L));

        // When / Then
        worker.start();
        assertThatThrownBy(worker::drain)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("no primary key or unique index over exactly [id]");
    }

    @Test
    void a_surrogate_primary_key_and_columns_of_others_are_left_alone() {
        // Given
        server().execute("CREATE TABLE " + topic.entity()
                + " (" + surrogateColumns() + ", id BIGINT NOT NULL,"
                + " name VARCHAR(50), amount BIGINT,"
                + " note VARCHAR(50) DEFAULT 'kept', UNIQUE (id))");
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(7, "Ada", 1L));
        worker.append(topic.upsert(8, "Bob", 2L));
        worker.start().drain();
        server().execute("UPDATE " + topic.entity() + " SET note = 'mine' WHERE id = 7");
        worker.append(topic.upsert(7, "Ada", 5L));
        worker.append(topic.delete(8));

        // When
        worker.drain();

        // Then
        assertThat(server().row("SELECT * FROM " + topic.entity()))
                .containsEntry("row_no", "1")
                .containsEntry("amount", "5")
                .containsEntry("twice", "10")
                .containsEntry("note", "mine");
        assertThat(name(8)).isNull();
    }

    @Test
    void keys_of_several_fields_and_of_any_text_are_told_apart() {
        // Given
        PlainTopic lines = new PlainTopic("line_" + ENTITIES.incrementAndGet());
        Schema key = SchemaBuilder.struct()
                .field("code", Schema.STRING_SCHEMA)
                .field("line", Schema.INT32_SCHEMA)
                .build();
        WorkerStandIn worker = worker();
        int line = 0;
        for (String code : List.of("a", "A", "a ", "ä", "a/b", "ß", "ss")) {
            Struct fields = new Struct(key).put("code", code).put("line", line);
            worker.append(lines.record(key, fields, null, Map.of("text", code)));
        }
        Struct gone = new Struct(key).put("code", "A").put("line", line);
        worker.append(lines.record(key, gone, null, null));

        // When
        worker.start().drain();

        // Then
        assertThat(server().column("SELECT text FROM " + lines.entity() + " ORDER BY code", "text"))
                .containsExactlyInAnyOrder("a", "a ", "ä", "a/b", "ß", "ss");
    }

    @Test
    void deletions_find_rows_by_the_text_of_their_key_alone() {
        // Given
        server().execute("CREATE TABLE " + topic.entity() + " (id " + unsignedType()
                + " PRIMARY KEY, name VARCHAR(50), amount BIGINT)");
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(Long.MAX_VALUE, "last", 1L));
        worker.append(topic.upsert(Long.MAX_VALUE - 1, "last but one", 1L));
        worker.start().drain();
        worker.append(topic.delete(Long.MAX_VALUE));

        // When
        worker.crash().drain();

        // Then
        assertThat(server().column("SELECT name FROM " + topic.entity(), "name"))
                .containsExactly("last but one");
    }

    @Test
    void without_progress_the_sink_writes_no_marker_and_still_converges() {
        // Given
        WorkerStandIn worker = worker("progress.enabled", "false");
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.append(topic.upsert(1, "Ada Lovelace", 2L));
        worker.start().drain();

        // When
        worker.rewindTo(0).crash().drain();

        // Then
        assertThat(name(1)).isEqualTo("Ada Lovelace");
        assertThat(marker("sequence")).isNull();
    }

    @Test
    void insert_mode_refuses_a_key_that_is_there() {
        // Given
        WorkerStandIn worker = worker("insert.mode", "insert");
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.append(topic.upsert(1, "Eve", 2L));

        // When
        worker.start().drain();

        // Then
        assertThat(name(1)).isEqualTo("Ada");
        assertThat(worker.deadLetters()).extracting(SinkRecord::kafkaOffset).containsExactly(1L);
    }

    @Test
    void update_mode_adds_no_row() {
        // Given
        WorkerStandIn worker = worker("insert.mode", "update");
        server().execute(
                        "CREATE TABLE " + topic.entity() + " (id BIGINT PRIMARY KEY, name VARCHAR(50), amount BIGINT)",
                        "INSERT INTO " + topic.entity() + " VALUES (1, 'old', 0)");
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.append(topic.upsert(2, "Bob", 1L));

        // When
        worker.start().drain();

        // Then
        assertThat(name(1)).isEqualTo("Ada");
        assertThat(name(2)).isNull();
    }

    @Test
    void a_child_may_arrive_before_its_parent_where_foreign_keys_are_not_checked() {
        // Given
        server().execute(
                        "CREATE TABLE parent_of_" + topic.entity() + " (id BIGINT PRIMARY KEY)",
                        "CREATE TABLE " + topic.entity() + " (id BIGINT PRIMARY KEY, name VARCHAR(50), amount BIGINT,"
                                + " FOREIGN KEY (amount) REFERENCES parent_of_" + topic.entity() + " (id))");
        WorkerStandIn checked = worker();
        checked.append(topic.upsert(1, "Ada", 77L));
        WorkerStandIn unchecked = worker("foreign.key.checks", "false");
        unchecked.append(topic.upsert(1, "unused", 77L));
        unchecked.append(topic.upsert(2, "Bob", 77L));

        // When
        checked.start().drain().stop();
        unchecked.rewindTo(1).start().drain();

        // Then
        assertThat(checked.deadLetterReasons()).singleElement().asString().contains("foreign.key.checks=false");
        assertThat(name(2)).isEqualTo("Bob");
    }

    @Test
    void aMissingPrivilegeStopsTheTaskAtItsStartWithTheStatementThatMendsIt() {
        // Given
        server().execute(
                        "CREATE TABLE " + topic.entity() + " (id BIGINT PRIMARY KEY, name VARCHAR(50), amount BIGINT)");
        WorkerStandIn owner = worker();
        owner.append(topic.upsert(1, "Ada", 1L));
        owner.start().drain().stop();
        String user = limitedUser();
        server().execute(
                        "GRANT SELECT, INSERT, UPDATE ON evobridge_progress TO " + user,
                        "GRANT SELECT, INSERT ON " + topic.entity() + " TO " + user);
        WorkerStandIn limited = worker("connection.username", "limited", "connection.password", "limited");
        limited.append(topic.upsert(1, "unused", 1L));

        // When / Then
        assertThatThrownBy(limited::start)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("may not UPDATE in table " + topic.entity())
                .hasMessageContaining("GRANT DELETE ON ")
                .hasMessageContaining("limited");
    }

    @Test
    void validation_puts_a_wrong_password_on_its_key() {
        // When
        List<String> errors = errors("connection.password", config("connection.password", "wrong"));

        // Then
        assertThat(errors)
                .singleElement()
                .asString()
                .containsAnyOf("Access denied", "password authentication failed")
                .doesNotContain("wrong");
    }

    @Test
    void validation_puts_a_server_that_does_not_answer_on_the_url() {
        // When
        List<String> errors =
                errors("connection.url", config("connection.url", server().url().replaceFirst(":[0-9]+/", ":1/")));

        // Then
        assertThat(errors).singleElement().asString().contains("cannot be reached");
    }

    @Test
    void validation_asks_for_key_fields_where_the_key_is_in_the_value() {
        // When
        List<String> errors = errors("primary.key.fields", config("primary.key.mode", "record_value"));

        // Then
        assertThat(errors).singleElement().asString().contains("needs the names of the key fields");
    }

    @Test
    void validation_has_nothing_to_say_where_all_is_well() {
        // When
        List<ConfigValue> complaints = new SqlSinkConnector()
                .validate(config()).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .toList();

        // Then
        assertThat(complaints).isEmpty();
    }

    private List<String> errors(String key, Map<String, String> config) {
        return new SqlSinkConnector()
                .validate(config).configValues().stream()
                        .filter(value -> value.name().equals(key))
                        .findFirst()
                        .orElseThrow()
                        .errorMessages();
    }
}
