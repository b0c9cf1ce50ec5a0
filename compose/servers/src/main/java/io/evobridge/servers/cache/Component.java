package io.evobridge.servers.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A server program or set of libraries that the cache can hold.
 *
 * @param id its folder in the cache; changes whenever the content would
 * @param title what the progress line calls it
 * @param sources where its files come from, in order
 * @param arrangement turns what was unpacked into what can be run
 */
public record Component(String id, String title, List<Source> sources, Arrangement arrangement) {

    public Component {
        if (!id.matches("[a-z0-9][a-z0-9._-]*")) {
            throw new IllegalArgumentException("not a component id: '" + id + "'");
        }
        sources = List.copyOf(sources);
    }

    public Component(String id, String title, List<Source> sources) {
        this(id, title, sources, folder -> {});
    }

    /** The last step of filling: links, permissions, moves. */
    @FunctionalInterface
    public interface Arrangement {
        void arrange(Path folder) throws IOException;
    }

    /** Where files come from. */
    public sealed interface Source permits MavenArchive, MavenJars, DebianPackages {}

    /**
     * An archive in a Maven repository, unpacked.
     *
     * @param coordinates {@code group:artifact:version:type[:classifier]}
     * @param includes path patterns inside the archive; empty for everything
     * @param isBig whether starting again after a cut would hurt
     */
    public record MavenArchive(String coordinates, List<String> includes, boolean isBig) implements Source {
        public MavenArchive {
            includes = List.copyOf(includes);
        }

        public MavenArchive(String coordinates, List<String> includes) {
            this(coordinates, includes, false);
        }
    }

    /**
     * Artifacts of a Maven repository with everything they need at run time, as jars in one folder.
     *
     * @param coordinates each {@code group:artifact:version}
     * @param exclusions each {@code group:artifact}, of what is not wanted
     */
    public record MavenJars(List<String> coordinates, List<String> exclusions) implements Source {
        public MavenJars {
            coordinates = List.copyOf(coordinates);
            exclusions = List.copyOf(exclusions);
        }

        public MavenJars(List<String> coordinates) {
            this(coordinates, List.of());
        }
    }

    /** Packages of the Debian archive, unpacked but not installed. */
    public record DebianPackages(List<String> names) implements Source {
        public DebianPackages {
            names = List.copyOf(names);
        }
    }
}
