package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Chromium without a window and its WebDriver server, which starts a browser for each session. Reaches out for nothing. */
public final class Chromium extends RunningServer {

    private static final List<String> LIBRARIES =
            List.of("usr/lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu/pulseaudio", "lib/x86_64-linux-gnu");

    private Chromium(Path home) {
        super("chromium", home, 1);
    }

    /** Starts the server; profiles and what else browsers leave behind is below {@code home}. */
    public static Chromium start(Path home) {
        return started(new Chromium(home));
    }

    /** Where WebDriver clients connect. */
    public String url() {
        return "http://" + address();
    }

    /** The program that a session has to name. */
    public Path browser() {
        return folder().resolve("usr/lib/chromium/chromium-headless-shell");
    }

    /** Arguments that a session has to give to the program. */
    public List<String> browserArguments() {
        return List.of(
                // Its sandbox cannot be had by root, nor in most containers; the only pages it sees are ours.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run");
    }

    private static Path folder() {
        Platform.check();
        return ComponentCache.user().folder(Components.CHROMIUM);
    }

    @Override
    Program program() {
        Path folder = folder();
        return Program.of(folder.resolve("usr/bin/chromedriver"), List.of("--port=" + port()))
                .with(Map.of(
                        "LD_LIBRARY_PATH",
                        LIBRARIES.stream()
                                .map(library -> folder.resolve(library).toString())
                                .collect(Collectors.joining(":")),
                        "FONTCONFIG_FILE",
                        folder.resolve("fonts.conf").toString(),
                        "HOME",
                        dataFolder().toString(),
                        "TMPDIR",
                        dataFolder().toString()));
    }

    @Override
    void probe() throws Exception {
        HttpProbe.get(url() + "/status");
    }
}
