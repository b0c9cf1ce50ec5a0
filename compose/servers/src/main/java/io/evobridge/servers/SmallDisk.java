package io.evobridge.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A small file system that a server can be put on and that can be filled to its last byte: a tmpfs which only a mount
 * namespace of its own sees. Root needs nothing for it, others need user namespaces, which Debian allows.
 */
public final class SmallDisk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BLOCK_BYTES = 4_096;

    private final Path folder;
    private final Path log;
    private final SupervisedProcess holder;

    private SmallDisk(Path folder, Path log, SupervisedProcess holder) {
        this.folder = folder;
        this.log = log;
        this.holder = holder;
    }

    /**
     * Mounts it; its contents are gone when it is closed.
     *
     * @param folder where the server sees it; made when missing
     */
    public static SmallDisk mount(Path folder, int megabytes) {
        try {
            var place = Files.createDirectories(folder.toAbsolutePath());
            var log = place.resolveSibling(place.getFileName() + ".log");
            var command = new ArrayList<>(List.of("unshare", "--mount"));
            if (!Platform.isRoot()) {
                command.add("--map-root-user");
            }
            command.addAll(List.of(
                    "sh",
                    "-c",
                    "mount -t tmpfs -o size=" + megabytes
                            + "m tmpfs \"$1\" && : > \"$1/mounted\" && exec sleep infinity",
                    "evobridge",
                    place.toString()));
            var holder = SupervisedProcess.start(
                    Program.of(Path.of(command.get(0)), command.subList(1, command.size())), place, log);
            var disk = new SmallDisk(place, log, holder);
            disk.awaitMount();
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException("a small disk cannot be mounted at " + folder, e);
        }
    }

    private void awaitMount() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(seenFromOutside("mounted"))) {
            if (!holder.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new ServerFailure(
                        "No tmpfs could be mounted at " + folder + ". Run as root, or allow user namespaces"
                                + " (sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0)."
                                + "\n--- " + log + "\n" + LogTail.of(log));
            }
            holder.awaitEnd(Duration.ofMillis(20));
        }
    }

    /** Where a program that was started through {@link #entrance} sees it. */
    Path folder() {
        return folder;
    }

    /** The command to put before a program so that it sees the disk. */
    List<String> entrance() {
        var command = new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount"));
        if (!Platform.isRoot()) {
            command.addAll(List.of("--user", "--preserve-credentials"));
        }
        return List.copyOf(command);
    }

    /** Fills it to the last byte. */
    public void fill() {
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream ballast = Files.newOutputStream(seenFromOutside("ballast"))) {
            while (true) {
                ballast.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw new UncheckedIOException("the small disk at " + folder + " could not be filled", e);
            }
        }
    }

    /** Takes away what {@link #fill} wrote. */
    public void free() {
        try {
            Files.deleteIfExists(seenFromOutside("ballast"));
        } catch (IOException e) {
            throw new UncheckedIOException("the small disk at " + folder + " could not be freed", e);
        }
    }

    private Path seenFromOutside(String name) {
        return Path.of("/proc", Long.toString(holder.pid()), "root")
                .resolve(Path.of("/").relativize(folder))
                .resolve(name);
    }

    @Override
    public void close() {
        holder.kill();
    }
}
