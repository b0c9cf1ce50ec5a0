package io.evobridge.servers.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads and unpacks packages of one pinned Debian release with {@code apt-get} and {@code dpkg}, without root: its
 * lists and caches are its own, the machine's package state is neither read nor changed. apt checks the archive's
 * signature and every package's hash.
 */
final class AptClient {

    private static final Logger LOG = LoggerFactory.getLogger(AptClient.class);

    /** The release whose versions this project was run with; its programs run on newer releases and on Ubuntu. */
    private static final String SUITE = "bookworm";

    private static final String PUBLIC_MIRROR = "http://deb.debian.org/debian";
    private static final Path MACHINE_KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    private final Path state;

    AptClient(Path state) {
        this.state = state;
    }

    void unpack(List<String> packages, Path into) throws IOException {
        Files.createDirectories(state);
        // apt refuses to share its lists with a second apt.
        CacheLock.of(state.resolve("lock")).holding(() -> {
            var folder = state.resolve(SUITE);
            var sources = folder.resolve("sources.list");
            prepare(folder);
            Files.writeString(sources, "deb [signed-by=" + keyring() + "] " + mirror() + " " + SUITE + " main\n");
            download(folder, options(folder, sources), packages);
            for (var file : packageFiles(folder)) {
                new Command(into, List.of("dpkg", "-x", file.toString(), into.toString())).run();
                Files.delete(file);
            }
        });
    }

    private static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("lists/partial"));
        Files.createDirectories(folder.resolve("cache/archives/partial"));
        Files.createDirectories(folder.resolve("packages"));
        for (var left : packageFiles(folder)) {
            Files.delete(left);
        }
    }

    private static void download(Path folder, List<String> options, List<String> packages) throws IOException {
        var update = command("apt-get", options, List.of("update"));
        var download = command("apt-get", options, List.of("download"));
        download.addAll(packages);
        boolean known = Files.exists(folder.resolve("updated"));
        if (!known) {
            new Command(folder, update).run();
            Files.writeString(folder.resolve("updated"), "");
        }
        try {
            new Command(folder.resolve("packages"), download).run();
        } catch (IOException e) {
            if (!known) {
                throw e;
            }
            // The archive may have moved on since the lists were read.
            LOG.info("archive={} lists=stale action=update", SUITE);
            new Command(folder, update).run();
            new Command(folder.resolve("packages"), download).run();
        }
    }

    private static List<Path> packageFiles(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("packages"))) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static List<String> command(String program, List<String> options, List<String> words) {
        var command = new ArrayList<String>();
        command.add(program);
        command.add("-qq");
        command.addAll(options);
        command.addAll(words);
        return command;
    }

    private static List<String> options(Path folder, Path sourceList) {
        var options = new ArrayList<>(privateState(folder));
        options.addAll(List.of(
                "-o", "Dir::Etc::SourceList=" + sourceList,
                "-o", "Dir::Etc::SourceParts=/dev/null",
                "-o", "Dir::Etc::Preferences=/dev/null",
                "-o", "Dir::Etc::PreferencesParts=/dev/null"));
        return options;
    }

    private static List<String> privateState(Path folder) {
        var user = System.getProperty("user.name");
        return List.of(
                "-o", "Dir::State::Lists=" + folder.resolve("lists"),
                "-o", "Dir::Cache=" + folder.resolve("cache"),
                "-o", "Dir::State::status=/dev/null",
                "-o", "APT::Architecture=amd64",
                "-o", "APT::Sandbox::User=" + user,
                "-o", "Acquire::Languages=none",
                "-o", "Acquire::Retries=3");
    }

    /** The Debian mirror that this machine uses, or the public one. */
    private String mirror() throws IOException {
        return new Command(state, List.of("apt-get", "indextargets", "--format", "$(REPO_URI)"))
                .run().stream()
                        .map(uri -> uri.replaceFirst("/$", ""))
                        .filter(uri -> uri.startsWith("http") && uri.endsWith("/debian"))
                        .findFirst()
                        .orElse(PUBLIC_MIRROR);
    }

    /** Debian's keys: installed, or (on Ubuntu) taken from the machine's own archive, which its own keys vouch for. */
    private Path keyring() throws IOException {
        if (Files.exists(MACHINE_KEYRING)) {
            return MACHINE_KEYRING;
        }
        var folder = state.resolve("keyring");
        var keyring = folder.resolve(MACHINE_KEYRING.toString().substring(1));
        if (!Files.exists(keyring)) {
            prepare(folder);
            download(folder, privateState(folder), List.of("debian-archive-keyring"));
            for (var file : packageFiles(folder)) {
                new Command(folder, List.of("dpkg", "-x", file.toString(), folder.toString())).run();
            }
        }
        return keyring;
    }
}
