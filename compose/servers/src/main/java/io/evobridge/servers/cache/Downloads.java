package io.evobridge.servers.cache;

import java.io.IOException;
import java.nio.file.Path;

/** The real fetcher: Maven for Maven repositories, apt for the Debian archive. */
final class Downloads implements ComponentCache.Fetcher {

    private final MavenClient maven;
    private final AptClient apt;
    private final Progress progress;

    Downloads(Path root, Progress progress) {
        this.maven = new MavenClient(root.resolve(".maven"), progress);
        this.apt = new AptClient(root.resolve(".apt"));
        this.progress = progress;
    }

    @Override
    public void fetch(String title, Component.Source source, Path into) throws IOException {
        progress.begin(title);
        if (source instanceof Component.MavenArchive archive) {
            maven.unpack(title, archive, into);
        } else if (source instanceof Component.MavenJars jars) {
            maven.copyJars(title, jars, into);
        } else if (source instanceof Component.DebianPackages packages) {
            apt.unpack(packages.names(), into);
        }
        progress.end(title);
    }
}
