package io.evobridge.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.evobridge.compose.demo.active.ActivePlatform;
import io.evobridge.compose.demo.active.LostUpdate;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.console.ConsoleFiles;
import io.evobridge.resolver.query.Access;
import io.evobridge.resolver.query.QueryApi;
import io.evobridge.resolver.query.Role;
import io.evobridge.servers.Chromium;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The console as somebody in front of it sees it: a real browser, a real bridge of two writable databases. */
@TestInstance(Lifecycle.PER_CLASS)
class ConsoleIT {

    private ActivePlatform platform;
    private Chromium chromium;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        platform = ActivePlatform.start(home, ActivePlatform.Rowset.NONE, what -> {});
        chromium = Chromium.start(home.resolve("chromium"));
        new LostUpdate(platform, "wallet", "amount").play(1);
        produceCorrupt("customer/400");
        produceCorrupt("customer/401");
    }

    @AfterAll
    void stop() {
        chromium.close();
        platform.close();
    }

    @BeforeEach
    void openWindow() {
        browser = Browser.open(chromium);
    }

    /** Whatever was done, no script has failed, nothing was refused by the page's policy, and nobody else was asked. */
    @AfterEach
    void closeWindow() {
        List<String> errors = browser.errors();
        List<String> requests = browser.requests();
        browser.quit();
        assertThat(errors).isEmpty();
        assertThat(requests)
                .isNotEmpty()
                .allSatisfy(
                        address -> assertThat(address).matches("(http://127\\.0\\.0\\.1:\\d+/.*)|data:.*|about:blank"));
    }

    @Test
    void theBridgeIsShownInLightAndDarkAndOnASmallScreen() throws SQLException {
        // Given
        platform.shop().execute("INSERT INTO customers (id, name, balance) VALUES (500, 'Ada', 12.50)");

        // When
        go("#/");

        // Then
        eventually().until(() -> health("shop").equals("ok") && health("crm").equals("ok"));
        eventually().untilAsserted(() -> assertThat(browser.text("main")).contains("Everything flows", "customer"));
        assertThat(browser.text(".brand")).contains("customers");
        lookFine("overview-light");
        browser.prefer("dark");
        lookFine("overview-dark");
        browser.resize(390, 800);
        lookFine("overview-narrow");
        assertThat((Boolean) browser.executeScript(
                        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("the page is not wider than the screen")
                .isTrue();
    }

    @Test
    void aStoppedConnectorTurnsItsDatabaseRedUntilItRunsAgain() throws Exception {
        // Given
        go("#/");
        eventually().until(() -> health("crm").equals("ok"));

        // When
        platform.stack().cluster().delete("customers-crm-wallet");

        // Then
        eventually().until(() -> health("crm").equals("bad"));
        assertThat(browser.text("[data-node=crm]")).contains("Broken", "customers-crm-wallet", "missing");
        assertThat(browser.text("h1")).contains("needs a look");
        eventually()
                .until(() -> browser.executeScript("return document.getElementById('said').textContent")
                        .equals("crm is broken."));
        lookFine("overview-broken");

        // When
        assertThat(Command.run(platform.stack(), "apply").exitCode()).isZero();

        // Then
        eventually().until(() -> health("crm").equals("ok"));
    }

    @Test
    void aKeyIsLookedUpWithoutAMouse() throws SQLException {
        // Given
        platform.shop().execute("INSERT INTO customers (id, name, balance) VALUES (510, 'Grace', 100.50)");
        awaitName(510, "Grace");
        platform.crm().execute("UPDATE crm.client SET full_name = 'Grace Hopper' WHERE client_no = 510");
        go("#/");
        eventually().until(() -> browser.text("#pages").contains("Records"));

        // When
        browser.tabTo("Records");
        browser.press(Keys.ENTER);

        // Then
        eventually().until(() -> browser.switchTo().activeElement().getText().equals("Records"));

        // When
        browser.tabTo("key").sendKeys("510");
        browser.press(Keys.ENTER);

        // Then
        eventually()
                .untilAsserted(() -> assertThat(browser.text("main"))
                        .contains(
                                "Grace Hopper",
                                "100.50",
                                "crm changed it",
                                "shop created it",
                                "customer/510 has the value"));
        assertThat(browser.getCurrentUrl()).endsWith("#/records/customer/510");
        eventually().until(() -> {
            browser.findElement(By.xpath("//button[.='Read again']")).click();
            return holding("shop").equals("applied") && holding("crm").equals("applied");
        });
        lookFine("record");
    }

    @Test
    void aKeyThatNobodyHasWrittenIsToldAsThat() {
        // When
        go("#/records/customer/77777");

        // Then
        eventually().until(() -> browser.text("main [role=alert]").contains("nobody has written customer/77777"));
        lookFine("record-unknown");
    }

    @Test
    void whatStandsInARowIsTextAndNothingElse() throws SQLException {
        // Given
        String name = "<img src=x onerror=alert(1)>";
        platform.shop().execute("INSERT INTO customers (id, name, balance) VALUES (520, '" + name + "', 1)");
        awaitName(520, name);

        // When
        go("#/records/customer/520");

        // Then
        eventually().until(() -> browser.text("main").contains(name));
        assertThat(browser.findElements(By.cssSelector("main img"))).isEmpty();
    }

    @Test
    void whatLostAConflictIsComparedAndRestored() throws SQLException {
        // Given
        go("#/conflicts");
        eventually().until(() -> browser.text("main table").contains("wallet 1"));
        lookFine("conflicts");

        // When
        browser.find("main tbody a").click();

        // Then
        eventually().until(() -> browser.text(".differs").contains("amount"));
        String lost = amount("shop").equals("50") ? "70" : "50";
        assertThat(browser.text(".differs")).contains("50", "70");
        lookFine("conflict");
        browser.prefer("dark");
        browser.resize(390, 800);
        lookFine("conflict-narrow-dark");
        browser.resize(1360, 900);
        browser.prefer("light");

        // When
        browser.find("[data-restore]").click();
        browser.find("dialog [name=reason]").sendKeys("the customer was right");
        lookFine("conflict-dialog");
        browser.press(Keys.ENTER);

        // Then
        eventually().untilAsserted(() -> {
            assertThat(amount("shop")).isEqualTo(lost);
            assertThat(amount("crm")).isEqualTo(lost);
        });
        eventually().until(() -> browser.text("main .notice").contains("Restored"));

        // When
        browser.tabTo("Audit");
        browser.press(Keys.ENTER);

        // Then
        eventually().until(() -> browser.text("main table").contains("the customer was right"));
        lookFine("audit");
    }

    @Test
    void aQuarantinedRecordIsSeenAndDroppedOrReplayed() {
        // Given
        go("#/quarantine");
        eventually().until(() -> browser.text("main table").contains("customer/401"));
        lookFine("quarantine");

        // When
        browser.findElement(By.linkText("customer/400")).click();
        eventually().until(() -> browser.text(".dump").contains("7f 7f"));
        lookFine("quarantined");
        browser.find("[data-action=drop]").click();
        browser.find("dialog [name=reason]").sendKeys("written by a test");
        browser.press(Keys.ENTER);

        // Then
        eventually().until(() -> browser.text("main .notice.ok").contains("dropped"));
        go("#/quarantine");
        eventually()
                .untilAsserted(() -> assertThat(browser.text("main table"))
                        .contains("customer/401")
                        .doesNotContain("customer/400"));

        // When
        browser.findElement(By.linkText("customer/401")).click();
        eventually().until(() -> browser.text("main").contains("What it is"));
        browser.find("[data-action=replay]").click();
        browser.find("dialog button[type=submit]").click();

        // Then
        eventually().until(() -> browser.text("main .notice.ok").contains("sent through again"));
    }

    @Test
    void aResolverThatGoesAwayIsToldAndFoundAgain() {
        // Given
        go("#/");
        eventually().until(() -> browser.text("#pulse").equals("live"));

        // When
        platform.stack().resolver().kill();

        // Then
        eventually().until(() -> browser.text("#banner").contains("The resolver does not answer."));
        lookFine("overview-away");

        // When
        platform.stack().resolver().restart();

        // Then
        eventually().until(() -> browser.text("#pulse").equals("live"));
        assertThat(browser.text("#banner")).isEmpty();
    }

    @Test
    void aTokenIsAskedForAndKeptInTheTab() throws Exception {
        HttpServer resolver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (QueryApi api = new QueryApi(new Access(Map.of(Role.READ, "secret")))) {
            // Given
            resolver.createContext(ConsoleFiles.ROOT, new ConsoleFiles());
            resolver.createContext(QueryApi.ROOT, api);
            resolver.start();
            browser.get("http://127.0.0.1:" + resolver.getAddress().getPort() + "/");
            eventually().until(() -> browser.text("h1").equals("A token is needed"));
            lookFine("token");

            // When
            browser.find("[name=token]").sendKeys("guess" + Keys.ENTER);

            // Then
            eventually().until(() -> browser.text("main [role=alert]").contains("the token is not known"));

            // When
            browser.find("[name=token]").clear();
            browser.find("[name=token]").sendKeys("secret" + Keys.ENTER);

            // Then
            eventually().until(() -> browser.text("#banner").contains("The resolver is starting."));
            lookFine("starting");
            assertThat(browser.executeScript("return localStorage.length + ' ' + document.cookie"))
                    .isEqualTo("0 ");
        } finally {
            resolver.stop(0);
        }
    }

    private void go(String place) {
        browser.get(platform.stack().resolver().url() + "/" + place);
    }

    /** Keeps a picture, and lets nobody stand before a barrier. */
    private void lookFine(String name) {
        browser.picture(name);
        assertThat(browser.barriers()).as("barriers of " + name).isEmpty();
    }

    private String health(String node) {
        return browser.attribute("[data-node=" + node + "]", "data-health");
    }

    private String holding(String node) {
        return browser.attribute("[data-holder=" + node + "]", "data-state");
    }

    private void awaitName(long number, String name) {
        String key = new CanonicalKey("customer", List.of(Long.toString(number))).toString();
        eventually()
                .ignoreExceptions()
                .until(() -> ActivePlatform.rows(platform.crm(), "customer")
                        .text(key, "name")
                        .orElse("")
                        .equals(name));
    }

    private String amount(String site) throws SQLException {
        return ActivePlatform.rows(site.equals("shop") ? platform.shop() : platform.crm(), "wallet")
                .text("wallet/1", "amount")
                .orElse("");
    }

    private void produceCorrupt(String key) throws Exception {
        byte[] corrupt = {0, 0, 0, 0x7f, 0x7f, 1, 2, 3};
        Map<String, Object> settings = new HashMap<>(platform.stack().bridge().kafka());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            platform.stack().bridge().topics().captured("shop"),
                            key.getBytes(StandardCharsets.UTF_8),
                            corrupt))
                    .get();
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(250));
    }
}
