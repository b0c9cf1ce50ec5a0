package io.evobridge.servers.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Programs: those that are installed on this machine, and files made into programs. */
public final class Executables {

    private Executables() {}

    /** The first of that name on {@code PATH} or in the folders where administrators' programs live. */
    public static Optional<Path> onPath(String name) {
        var path = System.getenv("PATH");
        var folders = (path == null ? "" : path) + ":/usr/local/sbin:/usr/sbin:/sbin";
        for (var folder : folders.split(":", -1)) {
            var file = Path.of(folder, name);
            if (!folder.isBlank() && Files.isExecutable(file) && !Files.isDirectory(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** An installed program whose {@code versionFlag} prints a version that fits. */
    public static Optional<Path> installed(String name, String versionFlag, Pattern fits) {
        return onPath(name).filter(program -> {
            try {
                var lines = new Command(Path.of("/"), List.of(program.toString(), versionFlag)).run();
                return fits.matcher(String.join("\n", lines)).find();
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Adds the permission to execute for everybody who may read. */
    public static void allow(Path file) throws IOException {
        var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(file, permissions);
    }
}
