package io.evobridge.sink.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The committed reference page is what the definition says now. {@code -Dreference.write=true} writes it anew. */
public abstract class ReferencePageContract {

    /** Path of the page below {@code docs/reference}. */
    protected abstract String fileName();

    /** The page as it must be. */
    protected abstract String page();

    @Test
    @DisplayName("the reference page is up to date")
    void upToDate() throws IOException {
        Path file = root().resolve("docs/reference").resolve(fileName());
        if (Boolean.getBoolean("reference.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, page());
        }
        assertThat(file)
                .as("run this test with -Dreference.write=true and commit the page")
                .hasContent(page());
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run this test inside the repository");
            }
        }
        return folder;
    }
}
