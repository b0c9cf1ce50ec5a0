package io.evobridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands that ask the query API, against one that answers as a resolver would. */
class QueryCommandsTest {

    private static final String RECORD = """
            {"entity": "customer", "key": "7", "deleted": false, "record": {"id": 7, "name": "Bea", "city": null},
             "hlc": "018bcfe568000000", "origin": "crm", "committed": "2026-11-21T09:00:00Z", "sequence": "018bcfe568000001",
             "siblings": true,
             "versions": [
               {"node": "crm", "hlc": "018bcfe568000000", "committed": "2026-11-21T09:00:00Z", "position": "p1", "won": true,
                "context": {"shop": "p0"}},
               {"node": "shop", "hlc": "018bcfe567000000", "committed": "2026-11-21T08:59:00Z", "position": "p2", "won": false,
                "context": {}}],
             "nodes": [{"name": "shop", "type": "mysql", "direction": "both", "state": "pending", "missing": {"crm": "p1"}}]}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private FakeApi api;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void getShowsRecordVersionsAndNodes() {
        api.answering("/api/v1/entities/customer/records/7", 200, RECORD);

        int code = run("get", "customer", "7");

        assertThat(code).as(errors.toString()).isZero();
        assertThat(out.toString())
                .contains("customer/7  written by crm at 2026-11-21T09:00:00Z")
                .containsPattern("name +Bea")
                .containsPattern("city +\\(null\\)")
                .containsPattern("shop +018bcfe567000000 .* no +-")
                .containsPattern("shop +mysql +both +pending +crm@p1");
    }

    @Test
    void withJsonTheAnswerIsPrintedAsItIs() {
        api.answering("/api/v1/entities/customer/records/7", 200, "{\"amount\":100.500}");

        int code = run("get", "customer", "7", "--json");

        assertThat(code).isZero();
        assertThat(out.toString().trim()).isEqualTo("{\"amount\":100.500}");
    }

    @Test
    void aKeyOfTwoPartsIsOneSegment() {
        run("get", "order_line", "1007/3");

        assertThat(api.asked).containsExactly("GET /api/v1/entities/order_line/records/1007%2F3");
    }

    @Test
    void whatIsNotFoundEndsWithThree() {
        api.answering("/api/v1/entities/customer/records/8", 404, "{\"detail\": \"nobody has written customer/8\"}");

        assertThat(run("get", "customer", "8")).isEqualTo(3);
        assertThat(errors.toString()).contains("get: nobody has written customer/8");
    }

    @Test
    void aWrongKeyIsWrongUsage() {
        api.answering("/api/v1/entities/customer/records/x", 400, "{\"detail\": \"id is a whole number\"}");

        assertThat(run("get", "customer", "x")).isEqualTo(2);
        assertThat(errors.toString()).contains("id is a whole number");
    }

    @Test
    void badCredentialsEndWithFour() {
        api.answering("/api/v1/status", 401, "{\"detail\": \"the token is not known\"}");

        assertThat(run("status")).isEqualTo(4);
        assertThat(errors.toString()).contains("the token is not known");
    }

    @Test
    void theNextInstanceIsAskedWhereOneIsGone() throws Exception {
        api.answering("/api/v1/entities/customer/records/7", 200, RECORD);
        String gone;
        try (FakeApi closed = new FakeApi()) {
            gone = closed.address();
        }

        int code = execute("get", "customer", "7", "--api", gone + "," + api.address());

        assertThat(code).as(errors.toString()).isZero();
    }

    @Test
    void whereNobodyAnswersAllAreNamed() {
        api.answering("/api/v1/status", 503, "{\"detail\": \"the resolver is starting\"}");

        assertThat(run("lag")).isEqualTo(5);
        assertThat(errors.toString())
                .contains("no resolver answers; start one, or name another with --api")
                .contains(api.address() + ": the resolver is starting");
    }

    @Test
    void explainNumbersTheSteps() {
        api.answering("/api/v1/entities/customer/records/7/explain", 200, """
                {"steps": [{"about": "write", "says": "shop changed it."}, {"about": "outcome", "says": "It is so."}]}
                """);

        assertThat(run("explain", "customer", "7")).isZero();
        assertThat(out.toString()).contains("1. shop changed it.").contains("2. It is so.");
    }

    @Test
    void historyIsATable() {
        api.answering("/api/v1/entities/customer/records/7/history?limit=3&hours=24", 200, """
                {"changes": [{"node": "shop", "op": "u", "hlc": "h", "committed": "c", "context": {"crm": "p"},
                  "after": {"id": 7, "name": "Bea"}}, {"node": "crm", "op": "d", "hlc": "h", "committed": "c", "context": {}}],
                 "hours": 24, "complete": false}
                """);

        assertThat(run("history", "customer", "7", "--limit", "3")).isZero();
        assertThat(out.toString())
                .containsPattern("shop +u +h +crm@p +id=7 name=Bea")
                .containsPattern("crm +d +h +- +\\(deleted\\)")
                .contains("ask with a smaller --limit");
    }

    @Test
    void conflictsAreListedAndShown() {
        api.answering("/api/v1/conflicts?limit=50&hours=168&entity=customer", 200, """
                {"conflicts": [{"id": "1-4", "time": "t", "entity": "customer", "key": "7", "nodes": ["a", "b"], "winner": "b",
                  "policy": "lww", "reason": "written last: b"}], "hours": 168, "complete": true}
                """);
        api.answering("/api/v1/conflicts/1-4", 200, """
                {"id": "1-4", "entity": "customer", "key": "7", "policy": "lww", "reason": "written last: b", "versions": [
                  {"node": "a", "won": false, "hlc": "h", "context": {}, "record": {"name": "Ada"}}]}
                """);

        assertThat(run("conflicts", "list", "--entity", "customer")).isZero();
        assertThat(run("conflicts", "show", "1-4")).isZero();
        assertThat(out.toString())
                .containsPattern("1-4 +t +customer/7 +a b +b +lww +written last: b")
                .containsPattern("a +no +h +- +name=Ada");
    }

    @Test
    void quarantineIsListedAndShown() {
        api.answering("/api/v1/quarantine?limit=50&hours=168", 200, """
                {"quarantined": [{"id": "0-1", "time": "t", "stage": "resolve", "source": "x-0@7", "reason": "no key"}],
                 "hours": 168, "complete": true}
                """);
        api.answering("/api/v1/quarantine/0-1", 200, "{\"id\": \"0-1\", \"stage\": \"resolve\", \"bytes\": 9}");

        assertThat(run("quarantine", "list")).isZero();
        assertThat(run("quarantine", "show", "0-1")).isZero();
        assertThat(out.toString())
                .containsPattern("0-1 +t +resolve +x-0@7 +no key")
                .contains("bytes: 9");
    }

    @Test
    void aFailedConnectorMakesTheStatusFail() {
        api.answering("/api/v1/status", 200, """
                {"bridge": "shop", "state": "RUNNING", "instances": [{"address": "http://x:1", "self": true, "partitions": 4,
                  "standbys": 0}], "nodes": [{"name": "a", "type": "mysql", "direction": "both", "lag": {"captured": 3}}],
                 "connectors": [{"name": "shop-a", "node": "a", "state": "RUNNING", "tasks": ["FAILED"], "reason": "no log"}],
                 "problems": []}
                """);

        assertThat(run("status")).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("a +mysql +both +3 +-")
                .containsPattern("shop-a +RUNNING +FAILED +no log");
        assertThat(run("lag")).isZero();
    }

    @Test
    void watchPrintsEachChangeAndAsksAgainWhereTheStreamEnds() {
        api.answering("/api/v1/entities/customer/changes?key=7", 200, """
                : connected

                id: 17.0
                event: change
                data: {"entity": "customer", "key": "7", "deleted": false, "origin": "crm", "record": {"id": 7, "name": "Bea"}}

                """);

        int code = run("watch", "customer", "7", "--for", "1");

        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.contains("crm  customer/7  id=7 name=Bea"));
    }

    @Test
    void watchTellsWhatIsUnknown() {
        assertThat(run("watch", "custmer")).isEqualTo(3);
        assertThat(errors.toString()).contains("nothing is at /api/v1/entities/custmer/changes");
    }

    @Test
    void waitTellsThatItIsThereOrWhatIsMissing() {
        api.answering(
                "/api/v1/wait?token=abc&node=cache&timeout.ms=10000",
                200,
                "{\"node\": \"cache\", \"key\": \"customer/7\", \"applied\": true}");
        api.answering(
                "/api/v1/wait?token=abc&node=crm&timeout.ms=5",
                504,
                "{\"detail\": \"the log of crm does not show shop@1 yet\"}");

        assertThat(run("wait", "abc", "--node", "cache")).isZero();
        assertThat(run("wait", "abc", "--node", "crm", "--timeout", "5")).isEqualTo(1);

        assertThat(out.toString()).contains("cache has applied it: customer/7");
        assertThat(errors.toString()).contains("the log of crm does not show shop@1 yet");
    }

    @Test
    void syncTellsWhichVersionIsEverywhere() {
        api.answering("/api/v1/sync?timeout.ms=60000", 200, """
                {"version": {"shop.captured.a": [17, 4]}, "sinks": ["shop-cache-customer"],
                 "instances": [{"address": "http://x:1", "partitions": 2, "standbys": 0}]}
                """);

        assertThat(run("sync")).isZero();

        assertThat(api.asked).contains("POST /api/v1/sync?timeout.ms=60000");
        assertThat(out.toString())
                .containsPattern("http://x:1 +2 +0")
                .contains("in sync, 1 sinks too", "shop.captured.a 17 4");
    }

    private int run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--api";
        all[arguments.length + 1] = api.address();
        return execute(all);
    }

    private int execute(String... arguments) {
        return Evobridge.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
    }
}
