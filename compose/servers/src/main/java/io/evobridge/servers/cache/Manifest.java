package io.evobridge.servers.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a component's folder must hold: one line a file with its SHA-256, size and time of change. A file whose size
 * and time still match is taken as unchanged; any other is hashed again.
 */
record Manifest(List<Entry> entries) {

    static final String FILE_NAME = "MANIFEST.sha256";

    Manifest {
        entries = List.copyOf(entries);
    }

    record Entry(String sha256, long sizeBytes, long modifiedMillis, String path) {

        static Entry parse(String line) {
            var parts = line.split(" ", 4);
            if (parts.length != 4) {
                throw new IllegalArgumentException("not a manifest line: '" + line + "'");
            }
            return new Entry(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]);
        }

        private boolean isIntact(Path folder) throws IOException {
            var file = folder.resolve(path);
            try {
                if (Files.size(file) != sizeBytes) {
                    return false;
                }
                return Files.getLastModifiedTime(file).toMillis() == modifiedMillis
                        || hash(file).equals(sha256);
            } catch (NoSuchFileException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return sha256 + " " + sizeBytes + " " + modifiedMillis + " " + path;
        }
    }

    /** Reads every regular file below {@code folder}. */
    static Manifest of(Path folder) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.sorted()::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    entries.add(new Entry(
                            hash(file),
                            Files.size(file),
                            Files.getLastModifiedTime(file).toMillis(),
                            folder.relativize(file).toString()));
                }
            }
        }
        return new Manifest(entries);
    }

    /** Empty when there is none or it cannot be understood. */
    static Optional<Manifest> read(Path folder) throws IOException {
        var file = folder.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Manifest(
                    Files.readAllLines(file).stream().map(Entry::parse).toList()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        Files.write(
                folder.resolve(FILE_NAME), entries.stream().map(Entry::toString).toList());
    }

    /** The first file that is missing or changed. */
    Optional<String> damage(Path folder) throws IOException {
        for (var entry : entries) {
            if (!entry.isIntact(folder)) {
                return Optional.of(entry.path());
            }
        }
        return Optional.empty();
    }

    private static String hash(Path file) throws IOException {
        try (var input = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
