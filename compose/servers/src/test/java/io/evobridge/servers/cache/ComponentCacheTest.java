package io.evobridge.servers.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.servers.cache.Component.DebianPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentCacheTest {

    private static final Component TOOL = new Component(
            "tool-1",
            "Tool 1",
            List.of(new DebianPackages(List.of("tool"))),
            folder -> Files.copy(folder.resolve("bin/tool"), folder.resolve("bin/server")));

    @TempDir
    Path root;

    private final AtomicInteger fetches = new AtomicInteger();
    private ComponentCache cache;

    @BeforeEach
    void open() {
        cache = new ComponentCache(root, this::fetch);
    }

    private void fetch(String title, Component.Source source, Path into) throws IOException {
        fetches.incrementAndGet();
        Files.createDirectories(into.resolve("bin"));
        Files.writeString(into.resolve("bin/tool"), "a program");
        Files.writeString(into.resolve("library"), "a library");
    }

    @Test
    void fills_a_component_once() {
        // When
        var folder = cache.folder(TOOL);
        var again = new ComponentCache(root, this::fetch).folder(TOOL);

        // Then
        assertThat(again).isEqualTo(folder);
        assertThat(folder.resolve("bin/server")).hasContent("a program");
        assertThat(fetches).hasValue(1);
    }

    @Test
    void a_changed_file_is_noticed_and_mended() throws IOException {
        // Given
        var file = cache.folder(TOOL).resolve("bin/tool");
        Files.writeString(file, "A PROGRAM");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        // When
        cache.folder(TOOL);

        // Then
        assertThat(file).hasContent("a program");
        assertThat(fetches).hasValue(2);
    }

    @Test
    void a_missing_file_is_noticed_and_mended() throws IOException {
        // Given
        var file = cache.folder(TOOL).resolve("library");
        Files.delete(file);

        // When
        cache.folder(TOOL);

        // Then
        assertThat(file).hasContent("a library");
    }

    @Test
    void a_file_that_was_only_touched_is_left_alone() throws IOException {
        // Given
        var file = cache.folder(TOOL).resolve("library");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        // When
        cache.folder(TOOL);

        // Then
        assertThat(fetches).hasValue(1);
    }

    @Test
    void what_a_killed_fill_left_behind_is_not_used() throws IOException {
        // Given
        var side = Files.createDirectories(root.resolve(".filling-tool-1"));
        Files.writeString(side.resolve("half"), "hal");

        // When
        var folder = cache.folder(TOOL);

        // Then
        assertThat(folder.resolve("half")).doesNotExist();
        assertThat(side).doesNotExist();
    }

    @Test
    void a_component_that_cannot_be_fetched_leaves_nothing_in_place() {
        // Given
        var broken = new ComponentCache(root, (title, source, into) -> {
            throw new IOException("the mirror is away");
        });

        // Then
        assertThatThrownBy(() -> broken.folder(TOOL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("-Devobridge.cache=")
                .hasRootCauseMessage("the mirror is away");
        assertThat(root.resolve("tool-1")).doesNotExist();
    }

    @Test
    void many_users_at_once_fill_it_once() throws Exception {
        // Given
        var users = new ArrayList<Callable<Path>>();
        for (int i = 0; i < 8; i++) {
            users.add(() -> new ComponentCache(root, this::fetch).folder(TOOL));
        }
        var threads = Executors.newFixedThreadPool(users.size());

        // When
        List<Future<Path>> folders = threads.invokeAll(users);
        threads.shutdown();

        // Then
        for (var folder : folders) {
            assertThat(folder.get().resolve("bin/server")).hasContent("a program");
        }
        assertThat(fetches).hasValue(1);
    }
}
