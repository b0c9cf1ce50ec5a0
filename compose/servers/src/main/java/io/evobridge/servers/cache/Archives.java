package io.evobridge.servers.cache;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Archives inside archives. */
final class Archives {

    private static final int ANY_EXECUTE = 0111;

    private Archives() {}

    /** Unpacks files, links and permissions to execute. */
    static void unpackTarXz(Path archive, Path into) throws IOException {
        try (var input = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (var entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
                var path = into.resolve(entry.getName()).normalize();
                if (!path.startsWith(into)) {
                    throw new IOException(archive + " wants to write outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                    } else {
                        Files.copy(input, path);
                        if ((entry.getMode() & ANY_EXECUTE) != 0) {
                            Executables.allow(path);
                        }
                    }
                }
            }
        }
    }
}
