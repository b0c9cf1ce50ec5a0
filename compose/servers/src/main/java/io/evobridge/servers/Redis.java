package io.evobridge.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import io.evobridge.servers.cache.Executables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A Redis 7 that keeps everything it acknowledged, also over SIGKILL. */
public final class Redis extends RunningServer {

    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";
    private static final Pattern FITS = Pattern.compile("v=[78]\\.");

    private final List<String> extraArguments;

    private Redis(Path home, List<String> extraArguments) {
        super("redis", home, 1);
        this.extraArguments = List.copyOf(extraArguments);
    }

    /**
     * Starts one, on the data that {@code home} holds.
     *
     * @param extraArguments as on redis-server's command line, for example {@code --maxmemory 10mb}
     */
    public static Redis start(Path home, String... extraArguments) {
        return started(new Redis(home, List.of(extraArguments)));
    }

    public String uri() {
        return "redis://" + address();
    }

    /** A line for a shell that opens the client; a command such as {@code HGETALL customer:1} may follow. */
    public String client() {
        var words = " -h " + host() + " -p " + port();
        if (Executables.onPath("redis-cli").isPresent()) {
            return "redis-cli" + words;
        }
        Platform.check();
        var folder = ComponentCache.user().folder(Components.REDIS);
        return "LD_LIBRARY_PATH=" + folder.resolve(LIBRARIES) + " " + folder.resolve("usr/bin/redis-cli") + words;
    }

    @Override
    Program program() {
        var arguments = new ArrayList<>(List.of(
                "--bind",
                host(),
                "--port",
                Integer.toString(port()),
                "--dir",
                dataFolder().toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--save",
                "",
                "--enable-debug-command",
                "yes"));
        arguments.addAll(extraArguments);
        if (Stack.isContainers()) {
            return Program.of(Path.of("redis-server"), arguments)
                    .inImage(Images.REDIS, "redis-server")
                    .reading(foldersOfFiles());
        }
        var installed = Executables.installed("redis-server", "--version", FITS);
        if (installed.isPresent()) {
            return Program.of(installed.get(), arguments);
        }
        Platform.check();
        var folder = ComponentCache.user().folder(Components.REDIS);
        return Program.of(folder.resolve("usr/bin/redis-server"), arguments).withLibraries(folder.resolve(LIBRARIES));
    }

    /** Where the files are that the extra arguments name, such as certificates. */
    private List<Path> foldersOfFiles() {
        return extraArguments.stream()
                .filter(word -> word.startsWith("/"))
                .map(word -> Path.of(word).getParent())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    @Override
    void probe() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(), port()), 2_000);
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            if (!"+PONG".equals(answer)) {
                throw new IOException("PING is answered with " + answer);
            }
        }
    }
}
