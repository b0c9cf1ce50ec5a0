package io.evobridge.servers.cache;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder laid out like a Maven repository, holding big archives that were fetched ahead of Maven because Maven 3.9
 * starts a download that was killed from its first byte. Maven takes them from here, checks them and keeps them.
 */
final class HeadStart {

    private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

    private final Path folder;
    private final String repository;
    private final Progress progress;

    /**
     * Fetches into {@code folder}.
     *
     * @param repository the base of the remote repository, with a slash at its end
     */
    HeadStart(Path folder, String repository, Progress progress) {
        this.folder = folder;
        this.repository = repository;
        this.progress = progress;
    }

    /** The POM element that shows the folder to Maven. */
    String pomRepositories() {
        return """
                <repositories><repository>
                  <id>evobridge-head-start</id>
                  <url>%s</url>
                  <releases><checksumPolicy>fail</checksumPolicy></releases>
                </repository></repositories>
                """.formatted(folder.toUri());
    }

    /** Fetches the archive unless Maven has it. Whatever goes wrong is left to Maven, which may know a mirror. */
    void take(String title, String coordinates, Path localRepository) {
        var path = path(coordinates);
        if (Files.exists(localRepository.resolve(path))) {
            return;
        }
        try {
            var download = new ResumableDownload();
            // The checksum first: an archive without one would be refused.
            download.fetch(
                    URI.create(repository + path + ".sha1"), folder.resolve(path + ".sha1"), (done, total) -> {});
            download.fetch(
                    URI.create(repository + path),
                    folder.resolve(path),
                    (done, total) -> progress.update(title, done, total));
        } catch (IOException e) {
            LOG.info("archive={} headStart=failed reason=\"{}\" action=leave-to-maven", path, e.getMessage());
        }
    }

    /** Deletes what Maven has taken by now, and keeps what is only half there. */
    void discard() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            if (files.anyMatch(file -> file.toString().endsWith(".part"))) {
                return;
            }
        }
        Folders.delete(folder);
    }

    static String path(String coordinates) {
        var parts = coordinates.split(":", -1);
        var classifier = parts.length > 4 ? "-" + parts[4] : "";
        return parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2] + "/" + parts[1] + "-" + parts[2]
                + classifier + "." + parts[3];
    }
}
