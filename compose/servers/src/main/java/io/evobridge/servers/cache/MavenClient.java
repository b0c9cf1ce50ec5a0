package io.evobridge.servers.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fetches artifacts by running Maven on a small POM made for the purpose, so that the user's settings, mirrors and
 * local repository apply. Maven checks each file's checksum and goes on with a download that was cut off.
 */
final class MavenClient {

    private static final String DEPENDENCY_PLUGIN = "3.8.1";

    // Reads no POM of what it copies: some server archives were published without their parent POM.
    private static final String LENIENT_DEPENDENCY_PLUGIN = "2.10";

    private static final Pattern PROGRESS =
            Pattern.compile("Progress \\(\\d+\\): .*?([0-9.]+)(?:/([0-9.]+))? ([kMG]?B)");

    private static final String CENTRAL = "https://repo.maven.apache.org/maven2/";

    private final Path state;
    private final Progress progress;

    MavenClient(Path state, Progress progress) {
        this.state = state;
        this.progress = progress;
    }

    void unpack(String title, Component.MavenArchive archive, Path into) throws IOException {
        var item = new StringBuilder("<artifactItem>");
        item.append(coordinates(archive.coordinates()));
        item.append("<outputDirectory>").append(into).append("</outputDirectory>");
        if (!archive.includes().isEmpty()) {
            item.append("<includes>")
                    .append(String.join(",", archive.includes()))
                    .append("</includes>");
        }
        item.append("</artifactItem>");
        var headStart = new HeadStart(state.resolve("head-start"), CENTRAL, progress);
        boolean ahead = archive.isBig() && !hasOwnSettings();
        if (ahead) {
            headStart.take(title, archive.coordinates(), localRepositoryFolder());
        }
        try {
            run(
                    title,
                    ahead ? headStart.pomRepositories() : "",
                    LENIENT_DEPENDENCY_PLUGIN,
                    "unpack",
                    "<artifactItems>" + item + "</artifactItems>");
        } finally {
            headStart.discard();
        }
    }

    void copyJars(String title, Component.MavenJars jars, Path into) throws IOException {
        var exclusions = jars.exclusions().stream()
                .map(MavenClient::exclusion)
                .collect(Collectors.joining("", "<exclusions>", "</exclusions>"));
        var dependencies = jars.coordinates().stream()
                .map(coordinates -> "<dependency>" + coordinates(coordinates) + exclusions + "</dependency>")
                .collect(Collectors.joining());
        run(
                title,
                "<dependencies>" + dependencies + "</dependencies>",
                DEPENDENCY_PLUGIN,
                "copy-dependencies",
                "<outputDirectory>" + into + "</outputDirectory><includeScope>runtime</includeScope>");
    }

    private void run(String title, String dependencies, String plugin, String goal, String configuration)
            throws IOException {
        Files.createDirectories(state);
        var folder = Files.createTempDirectory(state, "fetch-");
        try {
            Files.writeString(folder.resolve("pom.xml"), pom(dependencies, plugin, goal, configuration));
            new Command(folder, command(folder)).run(line -> showProgress(title, line));
        } finally {
            Folders.delete(folder);
        }
    }

    private static String pom(String dependencies, String plugin, String goal, String configuration) {
        return """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>io.evobridge</groupId><artifactId>fetch</artifactId><version>1</version>
              <packaging>pom</packaging>
              %s
              <build><plugins><plugin>
                <groupId>org.apache.maven.plugins</groupId>
                <artifactId>maven-dependency-plugin</artifactId>
                <version>%s</version>
                <executions><execution>
                  <phase>validate</phase>
                  <goals><goal>%s</goal></goals>
                  <configuration>%s</configuration>
                </execution></executions>
              </plugin></plugins></build>
            </project>
            """.formatted(dependencies, plugin, goal, configuration);
    }

    private static String exclusion(String text) {
        var parts = text.split(":", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not group:artifact: " + text);
        }
        return "<exclusion><groupId>" + parts[0] + "</groupId><artifactId>" + parts[1] + "</artifactId></exclusion>";
    }

    private static String coordinates(String text) {
        var parts = text.split(":", -1);
        if (parts.length < 3 || parts.length > 5) {
            throw new IllegalArgumentException("not group:artifact:version[:type[:classifier]]: " + text);
        }
        var names = List.of("groupId", "artifactId", "version", "type", "classifier");
        var xml = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            xml.append('<').append(names.get(i)).append('>').append(parts[i]);
            xml.append("</").append(names.get(i)).append('>');
        }
        return xml.toString();
    }

    // Not in batch mode: only then does Maven tell how far a download is.
    private static List<String> command(Path folder) {
        var command = new ArrayList<>(List.of(executable(), "--color", "never", "-f", folder.toString()));
        localRepository().ifPresent(repository -> command.add("-Dmaven.repo.local=" + repository));
        command.add("validate");
        return command;
    }

    /** Where the build that runs us keeps its artifacts, as Maven and its test plugins tell their children. */
    private static Optional<String> localRepository() {
        var asked = System.getProperty("maven.repo.local", System.getProperty("localRepository", ""));
        return asked.isBlank() ? Optional.empty() : Optional.of(asked);
    }

    private static Path localRepositoryFolder() {
        return localRepository()
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    /** Settings may name mirrors or proxies, which only Maven understands. */
    private static boolean hasOwnSettings() {
        return Files.exists(Path.of(System.getProperty("user.home"), ".m2", "settings.xml"));
    }

    private static String executable() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("mvnw"))) {
                return folder.resolve("mvnw").toString();
            }
        }
        return Executables.onPath("mvn")
                .orElseThrow(() -> new IllegalStateException("No Maven found for fetching server programs: run from a"
                        + " folder inside a checkout of Evobridge, which has ./mvnw, or install maven"))
                .toString();
    }

    void showProgress(String title, String line) {
        var matcher = PROGRESS.matcher(line);
        if (matcher.find()) {
            double unit = switch (matcher.group(3)) {
                case "kB" -> 1e3;
                case "MB" -> 1e6;
                case "GB" -> 1e9;
                default -> 1;
            };
            if (unit < 1e6) {
                // A file of the size of a POM: the bar would jump to its end and back.
                return;
            }
            var total = matcher.group(2);
            progress.update(
                    title,
                    (long) (Double.parseDouble(matcher.group(1)) * unit),
                    total == null ? 0 : (long) (Double.parseDouble(total) * unit));
        }
    }
}
