package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/** The wall clock that one server sees, moved away from the machine's by libfaketime. It may jump while the server runs. */
public final class FakeClock {

    private static final String LIBRARY = "usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    private final Path file;

    private FakeClock(Path file) {
        this.file = file;
    }

    /** A clock that is right to begin with; {@code folder} holds the file that the server reads its shift from. */
    public static FakeClock in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        FakeClock clock = new FakeClock(folder.toAbsolutePath().resolve("clock"));
        clock.shift(Duration.ZERO);
        return clock;
    }

    /** Moves it to that much after the machine's clock, or before it when negative; the server follows within a second. */
    public void shift(Duration shift) {
        try {
            Path next = file.resolveSibling("clock.next");
            Files.writeString(next, String.format("%+d%n", shift.toSeconds()));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Environment of a program that is to see this clock. Its waits are not faked, or timeouts would fire with a jump. */
    Map<String, String> environment() {
        Path library = ComponentCache.user().folder(Components.FAKETIME).resolve(LIBRARY);
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1",
                // What processes share through it would be left behind by a SIGKILL.
                "FAKETIME_DISABLE_SHM", "1");
    }
}
