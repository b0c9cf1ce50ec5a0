package io.evobridge.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evobridge.compose.demo.active.ActivePlatform;
import io.evobridge.compose.demo.active.LostUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command and every path of the query API, used rightly and wrongly on a real bridge; and what Prometheus reads of its
 * worker.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class OperateIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path COMMANDS = Path.of("../../docs/reference/cli.md");
    private static final Pattern HEADING = Pattern.compile("## `evobridge (.*)`");
    private static final Pattern OF_A_WORKER = Pattern.compile("(evobridge_(sink|source)|kafka_connect)_[a-z0-9_]+");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The library's command, which nothing can be told wrongly. */
    private static final String TAKES_ANYTHING = "generate-completion";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int NOT_FOUND = 3;
    private static final int NOBODY_ANSWERS = 5;

    private final Map<String, Set<Boolean>> tried = new TreeMap<>();
    private Path home;
    private ActivePlatform platform;
    private Endpoints api;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = folder;
        for (String command : commands()) {
            tried.put(command, new TreeSet<>());
        }
        platform = ActivePlatform.start(folder, ActivePlatform.Rowset.NONE, what -> {});
        new LostUpdate(platform, "wallet", "amount").play(7);
        platform.shop().execute("INSERT INTO customers (id, name, balance) VALUES (1, 'Ada', 12.50)");
        for (int i = 0; i < 3; i++) {
            produceGarbage();
        }
        api = Endpoints.of(platform.stack().resolver().url());
        await("the row")
                .atMost(PATIENCE)
                .until(() -> api.get("/entities/customer/records/1").status() == 200);
        await("the garbage")
                .atMost(PATIENCE)
                .until(() -> api.get("/quarantine").json().path("quarantined").size() == 3);
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    @Order(1)
    void recordsAreAskedForByCommand() throws Exception {
        right("Ada", "get", "customer", "1");
        wrong(NOT_FOUND, "nobody has written", "get", "customer", "4711");
        right("Ada", "history", "customer", "1");
        wrong(NOT_FOUND, "has no entity 'costumer'", "history", "costumer", "1");
        right("has the value that", "explain", "customer", "1");
        wrong(USAGE, "whole number", "explain", "customer", "one");
        right("", "watch", "customer", "1", "--for", "1");
        wrong(NOT_FOUND, "has no entity", "watch", "x", "1", "--for", "1");
        right("crm", "status");
        wrong(NOBODY_ANSWERS, "no resolver answers", "status", "--api", "http://127.0.0.1:1");
        right("shop", "lag");
        wrong(USAGE, "--api must be like", "lag", "--api", "nonsense");
    }

    @Test
    @Order(2)
    void whatIsWrongIsListedAndHandledByCommand() throws Exception {
        String conflict =
                json("conflicts", "list", "--json").at("/conflicts/0/id").asText();
        tried("conflicts list", true);
        wrong(NOT_FOUND, "has no entity", "conflicts", "list", "--entity", "x");
        right("wallet/7", "conflicts", "show", conflict);
        wrong(USAGE, "partition-offset", "conflicts", "show", "x");
        right("restored", "conflicts", "restore", conflict, "--reason", "the office was right");
        wrong(NOT_FOUND, "no conflict is at", "conflicts", "restore", "0-99999");

        JsonNode quarantined = json("quarantine", "list", "--json").path("quarantined");
        tried("quarantine list", true);
        wrong(USAGE, "--limit", "quarantine", "list", "--limit", "many");
        right("reason:", "quarantine", "show", quarantined.at("/0/id").asText());
        wrong(NOT_FOUND, "no quarantined record", "quarantine", "show", "0-99999");
        right("drop", "quarantine", "drop", quarantined.at("/0/id").asText(), "--reason", "a test");
        wrong(FAILED, "settled", "quarantine", "drop", quarantined.at("/0/id").asText());
        right("replay", "quarantine", "replay", quarantined.at("/1/id").asText());
        wrong(NOT_FOUND, "no quarantined record", "quarantine", "replay", "0-99999");
        right("restore", "audit");
        wrong(USAGE, "--hours", "audit", "--hours", "x");
    }

    @Test
    @Order(3)
    void recordsAreWrittenByCommand() throws Exception {
        String token = json("put", "wallet", "20", "--record", "{\"id\": 20, \"amount\": 5.25}", "--json")
                .path("token")
                .asText();
        tried("put", true);
        wrong(USAGE, "amuont", "put", "wallet", "20", "--record", "{\"id\": 20, \"amuont\": 5}");
        right("crm", "wait", token, "--node", "crm");
        wrong(USAGE, "token", "wait", "x", "--node", "crm");
        right("", "delete", "wallet", "20");
        wrong(NOT_FOUND, "has no entity", "delete", "x", "1");
        right("", "sync");
        wrong(NOBODY_ANSWERS, "no resolver answers", "sync", "--api", "http://127.0.0.1:1");
    }

    @Test
    @Order(4)
    void aBridgeIsDeployedByCommand() throws Exception {
        String file = platform.stack().bridgeFile().toString();
        String connect = platform.stack().worker().url();
        Path wrong = Files.writeString(
                home.resolve("wrong.yaml"), Files.readString(Path.of(file)).replace("mysql", "mysq"));
        right("customers", "validate", "--config", file);
        wrong(USAGE, "wrong.yaml:", "validate", "--config", wrong.toString());
        right("nothing to do", "plan", "--config", file, "--connect", connect);
        wrong(FAILED, "127.0.0.1:1", "plan", "--config", file, "--connect", "http://127.0.0.1:1");
        right("is applied", "apply", "--config", file, "--connect", connect);
        wrong(FAILED, "127.0.0.1:1", "apply", "--config", file, "--connect", "http://127.0.0.1:1", "--timeout", "2");
        right("paused", "pause", "--config", file, "--connect", connect, "--node", "crm");
        wrong(USAGE, "--node cmr", "pause", "--config", file, "--connect", connect, "--node", "cmr");
        right("resumed", "resume", "--config", file, "--connect", connect, "--node", "crm");
        wrong(FAILED, "127.0.0.1:1", "resume", "--config", file, "--connect", "http://127.0.0.1:1");
        right("entities", "schema");
        wrong(USAGE, "--nonsense", "schema", "--nonsense");
        right("complete", "generate-completion");
        String shop = "shop=mysql://" + platform.mysql().user() + "@"
                + platform.mysql().address() + "/shop";
        String cache = "cache=redis://127.0.0.1:6379";
        String drafted = home.resolve("drafted.yaml").toString();
        right("written", "init", "--node", shop, "--node", cache, "--config", drafted);
        wrong(USAGE, "is there already", "init", "--node", shop, "--node", cache, "--config", drafted);
    }

    @Test
    @Order(5)
    void aWholeBridgeRunsByOneCommand() throws Exception {
        String connect = platform.stack().worker().url();
        try (Terminal terminal = Terminal.open(home, upVariables())) {
            terminal.start(String.join(
                    " ",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp '" + OwnClassPath.absolute() + "'",
                    "io.evobridge.cli.Evobridge up --config",
                    platform.stack().bridgeFile().toString(),
                    "--connect",
                    connect));
            terminal.awaitText("bridge customers runs");
        }
        tried("up", true);
        wrong(USAGE, "no such file", "up", "--config", home.resolve("none.yaml").toString());
    }

    private Map<String, String> upVariables() {
        Map<String, String> variables = new HashMap<>(variables());
        variables.put("EVOBRIDGE_RESOLVER_HTTP_PORT", "0");
        variables.put(
                "EVOBRIDGE_RESOLVER_STATE_DIR", home.resolve("second-state").toString());
        variables.put("EVOBRIDGE_RESOLVER_INSTANCE_ID", "2");
        return variables;
    }

    @Test
    @Order(6)
    void everyPathAnswersWhatIsRight() throws Exception {
        await("one instance")
                .atMost(PATIENCE)
                .until(() -> api.get("/entities/customer/records").status() == 200);
        assertThat(api.get("/entities/customer/records?consistency=linearizable")
                        .json()
                        .path("records"))
                .isNotEmpty();
        Endpoints.Answer record = api.get("/entities/customer/records/1?consistency=linearizable");
        assertThat(record.json().at("/record/name").asText()).isEqualTo("Ada");
        assertThat(api.get("/entities/customer/records/1/explain").body()).contains("Ada");
        assertThat(api.get("/entities/customer/records/1/history").json().path("changes"))
                .isNotEmpty();
        Endpoints.Answer put = api.send(
                "PUT",
                "/entities/wallet/records/30",
                "{\"id\": 30, \"amount\": 1.5}",
                Map.of("Content-Type", "application/json"));
        assertThat(put.status()).isIn(200, 201);
        String token = put.json().path("token").asText();
        assertThat(api.get("/wait?node=shop&token=" + token).status()).isEqualTo(200);
        assertThat(walletInShop(30)).isEqualTo("1.5");
        assertThat(api.send(
                                "PATCH",
                                "/entities/wallet/records/30",
                                "{\"amount\": 2.5}",
                                Map.of("If-Match", put.etag(), "Content-Type", "application/json"))
                        .status())
                .isEqualTo(200);
        assertThat(api.send("DELETE", "/entities/wallet/records/30", "", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(api.send("POST", "/sync?timeout.ms=60000", "{}", Map.of("Content-Type", "application/json"))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/conflicts").status()).isEqualTo(200);
        assertThat(api.get("/quarantine").status()).isEqualTo(200);
        assertThat(api.get("/audit").json().path("audit")).isNotEmpty();
        assertThat(api.get("/status").json().path("nodes")).isNotEmpty();
        assertThat(api.get("/copies").status()).isEqualTo(200);
        assertThat(api.firstEvent(
                        "/entities/customer/changes",
                        () -> platform.shop()
                                .execute("INSERT INTO customers (id, name, balance) VALUES (2, 'Grace', 1)")))
                .contains("Grace");
    }

    @Test
    @Order(6)
    void whatIsStaleIsToldFromWhatIsNewer() throws Exception {
        // Given
        Map<String, String> json = Map.of("Content-Type", "application/json");
        String path = "/entities/wallet/records/40";
        Endpoints.Answer first = api.send("PUT", path, "{\"id\": 40, \"amount\": 1.5}", json);
        Endpoints.Answer second = api.send(
                "PUT",
                path,
                "{\"id\": 40, \"amount\": 2.5}",
                Map.of("Content-Type", "application/json", "If-Match", first.etag()));
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        String stale = first.json().path("token").asText();

        // Then a stale token holds nothing up, and what is read with it is the newer value
        assertThat(api.get("/wait?node=shop&token=" + stale).status()).isEqualTo(200);
        right("shop", "wait", stale, "--node", "shop");
        assertThat(api.get(path + "?token=" + stale).json().at("/record/amount").decimalValue())
                .isEqualByComparingTo("2.5");

        // And a write that has not seen the newer value is refused
        assertProblem(
                api.send(
                        "PATCH",
                        path,
                        "{\"amount\": 3.5}",
                        Map.of("Content-Type", "application/json", "If-Match", first.etag())),
                412,
                "changed");
        assertThat(api.get(path).json().at("/record/amount").decimalValue()).isEqualByComparingTo("2.5");
    }

    @Test
    @Order(6)
    void whatIsWrongIsHandledThroughTheApi() throws Exception {
        Map<String, String> json = Map.of("Content-Type", "application/json");
        String conflict = api.get("/conflicts").json().at("/conflicts/0/id").asText();
        assertThat(api.get("/conflicts/" + conflict).json().path("versions")).hasSizeGreaterThan(1);
        String present = api.get("/entities/wallet/records/7").etag();
        Endpoints.Answer restored = api.send(
                "POST",
                "/conflicts/" + conflict + "/restore",
                "{}",
                Map.of("Content-Type", "application/json", "If-Match", present));
        assertThat(restored.status()).as(restored.body()).isEqualTo(200);

        String quarantined =
                api.get("/quarantine").json().at("/quarantined/0/id").asText();
        assertThat(api.get("/quarantine/" + quarantined).json().path("reason").asText())
                .isNotEmpty();
        Endpoints.Answer replayed = api.send("POST", "/quarantine/" + quarantined + "/replay", "{}", json);
        assertThat(replayed.status()).as(replayed.body()).isEqualTo(200);
        Endpoints.Answer dropped = api.send("POST", "/quarantine/" + quarantined + "/drop", "{\"again\": true}", json);
        assertThat(dropped.status()).as(dropped.body()).isEqualTo(200);
        assertThat(api.get("/openapi.json").json().path("openapi").asText()).startsWith("3.");
    }

    @Test
    @Order(7)
    void everyPathSaysWhatIsWrong() throws Exception {
        Map<String, String> json = Map.of("Content-Type", "application/json");
        assertProblem(api.get("/openapi.json?x=1"), 400, "bad-parameter");
        assertProblem(api.get("/status?x=1"), 400, "bad-parameter");
        assertProblem(api.get("/entities/x/records"), 404, "unknown-entity");
        assertProblem(api.get("/entities/customer/records/4711"), 404, "unknown-key");
        assertProblem(api.get("/entities/customer/records/1/explain?x=1"), 400, "bad-parameter");
        assertProblem(api.get("/entities/customer/records/1/history?limit=0"), 400, "bad-parameter");
        assertProblem(api.get("/wait?node=shop&token=x"), 400, "bad-token");
        assertProblem(
                api.send("PUT", "/entities/wallet/records/31", "{\"id\": 31, \"amount\": \"much\"}", json),
                422,
                "wrong-record");
        assertProblem(api.send("PATCH", "/entities/wallet/records/31", "no JSON", json), 400, "bad-body");
        assertProblem(api.send("DELETE", "/entities/wallet/records/31/x", "", Map.of()), 404, "unknown-path");
        assertThat(api.send("DELETE", "/entities/x/records/31", "", Map.of()).status())
                .isEqualTo(404);
        assertProblem(api.get("/conflicts?limit=x"), 400, "bad-parameter");
        assertProblem(api.get("/conflicts/x"), 400, "bad-parameter");
        assertProblem(api.get("/quarantine?hours=-1"), 400, "bad-parameter");
        assertProblem(api.get("/quarantine/0-99999"), 404, "unknown-quarantined");
        assertThat(api.send("POST", "/conflicts/0-99999/restore", "{}", json).status())
                .isEqualTo(404);
        assertThat(api.send("POST", "/quarantine/0-99999/replay", "{}", json).status())
                .isEqualTo(404);
        assertThat(api.send("POST", "/quarantine/0-99999/drop", "{}", json).status())
                .isEqualTo(404);
        assertProblem(api.get("/audit?limit=0"), 400, "bad-parameter");
        assertProblem(api.send("POST", "/sync?timeout.ms=x", "{}", json), 400, "bad-parameter");
        assertProblem(api.get("/entities/x/changes"), 404, "unknown-entity");
        assertProblem(api.get("/copies?x=1"), 400, "bad-parameter");
    }

    @Test
    @Order(8)
    void anApplyThatWasCutOffIsFinishedByTheNext() throws Exception {
        // Given
        String file = Files.writeString(
                        home.resolve("second.yaml"),
                        Files.readString(platform.stack().bridgeFile())
                                .replaceFirst("(?m)^bridge: .*$", "bridge: second"))
                .toString();
        List<String> apply = List.of(
                "apply",
                "--config",
                file,
                "--connect",
                platform.stack().worker().url());
        List<String> impatient =
                Stream.concat(apply.stream(), Stream.of("--timeout", "3")).toList();
        List<String> plan = List.of(
                "plan", "--config", file, "--connect", platform.stack().worker().url());

        // When the worker dies between the first connector and the last
        CompletableFuture<Command> cutOff = CompletableFuture.supplyAsync(() -> typed(impatient));
        await("the first connector")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> connectorsOf("second") > 0);
        platform.stack().worker().kill();
        Command failed = cutOff.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        platform.stack().worker().restart();

        // Then
        assertThat(failed.exitCode()).as(failed.output()).isEqualTo(FAILED);
        assertThat(failed.output()).contains("127.0.0.1:");
        assertThat(typed(plan).output()).contains("+ connector second-");

        // When
        Command finished = typed(apply);

        // Then
        assertThat(finished.output()).contains("bridge second is applied");
        assertThat(typed(plan).output()).contains("nothing to do");
        takeDown(file);
    }

    private int connectorsOf(String bridge) {
        return (int) platform.stack().cluster().statuses().keySet().stream()
                .filter(name -> name.startsWith(bridge + "-"))
                .count();
    }

    private Command typed(List<String> line) {
        try {
            return evobridge(line.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    @Order(6)
    void theWorkerServesWhatTheDashboardAndTheDocumentationSpeakOf() throws Exception {
        Set<String> spokenOf = new TreeSet<>();
        for (String file : List.of(
                "compose/grafana/dashboards/evobridge.json", "compose/prometheus/alerts.yml", "docs/metrics.md")) {
            OF_A_WORKER
                    .matcher(Files.readString(Path.of("../..").resolve(file)))
                    .results()
                    .forEach(name -> spokenOf.add(name.group()));
        }

        Set<String> served = WorkerMetrics.of(platform.stack().worker().pid()).names();

        assertThat(spokenOf).hasSizeGreaterThan(10);
        assertThat(served).containsAll(spokenOf);
    }

    /** Last, because it takes the bridge down. */
    @Test
    @Order(98)
    void aBridgeIsTakenDownByCommand() throws Exception {
        String file = platform.stack().bridgeFile().toString();
        wrong(FAILED, "127.0.0.1:1", "down", "--config", file, "--connect", "http://127.0.0.1:1");
        takeDown(file);
        assertThat(platform.stack().cluster().status("customers-crm-wallet")).isEmpty();
    }

    @Test
    @Order(99)
    void nothingWasLeftOut() {
        assertThat(tried)
                .allSatisfy((command, outcomes) -> assertThat(outcomes)
                        .as("evobridge %s was used rightly (true) and wrongly (false)", command)
                        .containsExactlyElementsOf(
                                command.equals(TAKES_ANYTHING) ? List.of(true) : List.of(false, true)));
        assertThat(api.tried())
                .allSatisfy((path, hundreds) -> assertThat(hundreds)
                        .as("%s answered what was right (2) and what was wrong (4)", path)
                        .contains(2, 4));
    }

    private void takeDown(String file) throws Exception {
        right(
                "removed",
                "down",
                "--config",
                file,
                "--connect",
                platform.stack().worker().url());
    }

    private String walletInShop(int id) throws Exception {
        return ActivePlatform.rows(platform.shop(), "wallet")
                .text("wallet/" + id, "amount")
                .orElse("");
    }

    private static void assertProblem(Endpoints.Answer answer, int status, String word) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:evobridge:problem:" + word);
        assertThat(answer.json().path("detail").asText()).isNotEmpty();
    }

    private void right(String says, String... arguments) throws Exception {
        Command command = evobridge(arguments);
        assertThat(command.output()).as(String.join(" ", arguments)).contains(says);
        assertThat(command.exitCode()).as(command.output()).isEqualTo(DONE);
        tried(name(arguments), true);
    }

    private void wrong(int exitCode, String says, String... arguments) throws Exception {
        Command command = evobridge(arguments);
        assertThat(command.output())
                .as(String.join(" ", arguments))
                .contains(says)
                .doesNotContain("\tat ");
        assertThat(command.exitCode()).as(command.output()).isEqualTo(exitCode);
        tried(name(arguments), false);
    }

    private JsonNode json(String... arguments) throws Exception {
        Command command = evobridge(arguments);
        assertThat(command.exitCode()).as(command.output()).isEqualTo(DONE);
        return JSON.readTree(command.output());
    }

    private Command evobridge(String... arguments) throws IOException, InterruptedException {
        return Command.typed(variables(), List.of(arguments));
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(platform.stack().variables());
        variables.put("EVOBRIDGE_API", platform.stack().resolver().url());
        variables.put("SHOP_PASSWORD", platform.mysql().password());
        return variables;
    }

    private void tried(String command, boolean rightly) {
        assertThat(tried).as("the commands of the reference").containsKey(command);
        tried.computeIfAbsent(command, any -> new TreeSet<>()).add(rightly);
    }

    private String name(String... arguments) {
        String two = String.join(" ", List.of(arguments).subList(0, Math.min(2, arguments.length)));
        return tried.containsKey(two) ? two : arguments[0];
    }

    /** Those that do something themselves, as the reference page lists them, which a test holds against the help. */
    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String section : Files.readString(COMMANDS).split("(?m)^(?=## `)", -1)) {
            Matcher heading = HEADING.matcher(section);
            if (heading.lookingAt() && !section.contains("\nCommands:\n")) {
                commands.add(heading.group(1));
            }
        }
        return commands;
    }

    private void produceGarbage() throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", platform.stack().kafka().bootstrapServers());
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            platform.stack().bridge().topics().captured("shop"),
                            "customer/400".getBytes(StandardCharsets.UTF_8),
                            garbage))
                    .get();
        }
    }
}
