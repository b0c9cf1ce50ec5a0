package io.evobridge.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evobridge.servers.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.CommandInfo;
import org.openqa.selenium.remote.HttpCommandExecutor;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.http.HttpMethod;

/** A window of a browser that a test looks into, with what the standard protocol lacks: themes, logs, whole pages. */
final class Browser extends RemoteWebDriver {

    private static final String DEVTOOLS = "evobridgeDevTools";
    private static final String LOG = "evobridgeLog";
    private static final ObjectMapper JSON = new ObjectMapper();

    private int width = 1360;
    private int height = 900;

    private Browser(HttpCommandExecutor executor, MutableCapabilities capabilities) {
        super(executor, capabilities);
        resize(width, height);
    }

    /** Opens an empty window. */
    static Browser open(Chromium chromium) {
        try {
            return new Browser(
                    new HttpCommandExecutor(
                            Map.of(
                                    DEVTOOLS,
                                    new CommandInfo("/session/:sessionId/goog/cdp/execute", HttpMethod.POST),
                                    LOG,
                                    new CommandInfo("/session/:sessionId/se/log", HttpMethod.POST)),
                            URI.create(chromium.url()).toURL()),
                    new MutableCapabilities(Map.of(
                            "browserName",
                            "chrome",
                            "goog:loggingPrefs",
                            Map.of("browser", "ALL", "performance", "ALL"),
                            "goog:chromeOptions",
                            Map.of("binary", chromium.browser().toString(), "args", chromium.browserArguments()))));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    void resize(int width, int height) {
        this.width = width;
        this.height = height;
        devTools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system is said to prefer: light or dark. */
    void prefer(String theme) {
        devTools(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** The visible text that a selector finds first; empty where it finds nothing. */
    String text(String selector) {
        try {
            return findElement(By.cssSelector(selector)).getText();
        } catch (NoSuchElementException | StaleElementReferenceException e) {
            return "";
        }
    }

    String attribute(String selector, String name) {
        try {
            return String.valueOf(findElement(By.cssSelector(selector)).getAttribute(name));
        } catch (NoSuchElementException | StaleElementReferenceException e) {
            return "";
        }
    }

    WebElement find(String selector) {
        return findElement(By.cssSelector(selector));
    }

    /** Goes on with the tabulator until the focus stands on an element with that text, as somebody without a mouse does. */
    WebElement tabTo(String text) {
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            new Actions(this).sendKeys(Keys.TAB).perform();
            WebElement focused = switchTo().activeElement();
            String name = focused.getText().isEmpty()
                    ? String.valueOf(focused.getAttribute("name"))
                    : focused.getText().lines().findFirst().orElse("");
            if (name.equals(text)) {
                return focused;
            }
            passed.add(name);
        }
        throw new AssertionError("the tabulator leads to " + passed + ", but not to " + text);
    }

    void press(CharSequence... keys) {
        new Actions(this).sendKeys(keys).perform();
    }

    /** Keeps the whole page as a picture. */
    void picture(String name) {
        try {
            Path folder =
                    Files.createDirectories(Path.of(System.getProperty("evobridge.screenshots", "target/console")));
            long whole = ((Number)
                            Objects.requireNonNull(executeScript("return document.documentElement.scrollHeight")))
                    .longValue();
            int before = height;
            resize(width, (int) Math.max(whole, height));
            Files.write(folder.resolve(name + ".png"), getScreenshotAs(OutputType.BYTES));
            resize(width, before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What axe finds wrong with the page for people who do not see it well, do not hear it, or use no mouse. */
    List<String> barriers() {
        try (InputStream script = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            executeScript(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object found =
                executeAsyncScript("const done = arguments[0]; axe.run().then(result => done(result.violations.map("
                        + "each => each.id + ': ' + each.help + ' ' + each.nodes.map(node => node.html).join(' '))))");
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    /** Errors of scripts and broken policies since the last question; an answer that is no 200 is not one. */
    List<String> errors() {
        return log("browser").stream()
                .filter(entry -> entry.path("level").asText().equals("SEVERE"))
                .filter(entry -> !entry.path("source").asText().equals("network"))
                .map(entry -> entry.path("message").asText())
                .toList();
    }

    /** Addresses that were asked since the last question. */
    List<String> requests() {
        List<String> addresses = new ArrayList<>();
        for (JsonNode entry : log("performance")) {
            JsonNode message = read(entry.path("message").asText()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                addresses.add(message.path("params").path("request").path("url").asText());
            }
        }
        return addresses;
    }

    private List<JsonNode> log(String type) {
        List<JsonNode> entries = new ArrayList<>();
        JSON.valueToTree(execute(LOG, Map.of("type", type)).getValue()).forEach(entries::add);
        return entries;
    }

    private void devTools(String command, Map<String, ?> parameters) {
        execute(DEVTOOLS, Map.of("cmd", command, "params", parameters));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
