package io.evobridge.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a log file, for messages. */
final class LogTail {

    private static final int MAX_BYTES = 4_000;

    private LogTail() {}

    static String of(Path file) {
        if (!Files.exists(file)) {
            return "(no log was written)";
        }
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - MAX_BYTES));
            var bytes = new byte[MAX_BYTES];
            int read = Math.max(0, log.read(bytes));
            return new String(bytes, 0, read, UTF_8);
        } catch (IOException e) {
            return "(" + file + " cannot be read: " + e.getMessage() + ")";
        }
    }
}
