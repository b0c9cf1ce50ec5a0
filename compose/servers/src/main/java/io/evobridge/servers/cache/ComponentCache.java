package io.evobridge.servers.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of unpacked components, shared by every process of the user. A component is filled in a side folder and
 * moved into place when it is complete, so what is in place is whole; its manifest tells whether it still is.
 */
public final class ComponentCache {

    private static final Logger LOG = LoggerFactory.getLogger(ComponentCache.class);

    private final Path root;
    private final Fetcher fetcher;

    ComponentCache(Path root, Fetcher fetcher) {
        this.root = root.toAbsolutePath();
        this.fetcher = fetcher;
    }

    /** The user's cache: {@code -Devobridge.cache=}, else {@code EVOBRIDGE_CACHE}, else {@code ~/.cache/evobridge}. */
    public static ComponentCache user() {
        var root = userRoot();
        return new ComponentCache(root, new Downloads(root, Progress.onStandardError()));
    }

    static Path userRoot() {
        var property = System.getProperty("evobridge.cache", "");
        if (!property.isBlank()) {
            return Path.of(property);
        }
        var variable = System.getenv("EVOBRIDGE_CACHE");
        if (variable != null && !variable.isBlank()) {
            return Path.of(variable);
        }
        return Path.of(System.getProperty("user.home"), ".cache", "evobridge");
    }

    /** The folder of the component, filled first when it is missing or damaged. */
    public Path folder(Component component) {
        var folder = root.resolve(component.id());
        try {
            if (isWhole(folder)) {
                return folder;
            }
            Files.createDirectories(root);
            CacheLock.of(root.resolve(component.id() + ".lock")).holding(() -> {
                // Another process may have filled it while this one waited.
                if (!isWhole(folder)) {
                    fill(component, folder);
                }
            });
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot fill the component cache %s with %s; check free space and rights, or choose another place with -Devobridge.cache="
                            .formatted(root, component.title()),
                    e);
        }
    }

    private void fill(Component component, Path folder) throws IOException {
        LOG.info("component={} cache={} filling=true", component.id(), root);
        var side = root.resolve(".filling-" + component.id());
        Folders.delete(side);
        Files.createDirectories(side);
        for (var source : component.sources()) {
            fetcher.fetch(component.title(), source, side);
        }
        component.arrangement().arrange(side);
        Manifest.of(side).write(side);
        Folders.delete(folder);
        Files.move(side, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isWhole(Path folder) throws IOException {
        var manifest = Manifest.read(folder);
        if (manifest.isEmpty()) {
            return false;
        }
        var damage = manifest.get().damage(folder);
        if (damage.isPresent()) {
            LOG.warn("component={} damaged={} action=refill", folder.getFileName(), damage.get());
        }
        return damage.isEmpty();
    }

    /** Brings the files of one source into a folder. */
    interface Fetcher {
        void fetch(String title, Component.Source source, Path into) throws IOException;
    }
}
