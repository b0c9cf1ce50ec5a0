package io.evobridge.servers;

import io.evobridge.servers.cache.Component;
import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import io.evobridge.servers.cache.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A freshly initialised MariaDB data folder, made once and copied for each server. */
final class MariaDbTemplate {

    private static final Duration INITIALISE_PATIENCE = Duration.ofMinutes(5);

    private final Path folder;

    private MariaDbTemplate(Path folder) {
        this.folder = folder;
    }

    static MariaDbTemplate of(ComponentCache cache) {
        var program = cache.folder(Components.MARIADB);
        var data = new Component(
                Components.MARIADB.id() + "-data-1",
                "MariaDB's empty data folder",
                List.of(),
                side -> initialise(program, side));
        return new MariaDbTemplate(cache.folder(data).resolve("data"));
    }

    void copyTo(Path data) throws IOException {
        if (!Files.exists(data.resolve("mysql"))) {
            Folders.copy(folder, data);
        }
    }

    static List<String> commonArguments(Path folder, Path data) {
        var arguments = new ArrayList<>(List.of(
                "--no-defaults",
                "--basedir=" + folder.resolve("usr"),
                "--datadir=" + data,
                "--innodb-log-file-size=16M"));
        if (Platform.isRoot()) {
            arguments.add("--user=root");
        }
        return arguments;
    }

    private static void initialise(Path folder, Path side) throws IOException {
        var data = side.resolve("data");
        var arguments = new ArrayList<>(commonArguments(folder, data));
        arguments.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"));
        var log = side.resolve("initialise.log");
        var program = Program.of(folder.resolve("usr/bin/mariadb-install-db"), arguments)
                .withLibraries(folder.resolve("usr/lib/x86_64-linux-gnu"));
        var process = SupervisedProcess.start(program, side, log);
        boolean ended = process.awaitEnd(INITIALISE_PATIENCE);
        process.kill();
        if (!ended || !Files.exists(data.resolve("mysql"))) {
            throw new ServerFailure("MariaDB cannot initialise a data folder; read the end of its log.\n--- " + log
                    + "\n" + LogTail.of(log));
        }
    }
}
