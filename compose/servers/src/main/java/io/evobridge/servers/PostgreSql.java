package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL 17 whose log can be captured ({@code wal_level=logical}). Commits are durable; the user is a superuser. */
public final class PostgreSql extends RunningServer {

    private static final String USER = "evobridge";
    private static final String PASSWORD = "evobridge";
    private static final Duration INITIALISE_PATIENCE = Duration.ofMinutes(3);

    // The server refuses to run as root. Another user, but with root's right to reach files below a root-only folder.
    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--securebits=+no_setuid_fixup",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    private final List<String> extraArguments;
    private final Map<String, String> environment;

    private PostgreSql(Path home, List<String> extraArguments, Map<String, String> environment) {
        super("postgresql", home, 1);
        this.extraArguments = List.copyOf(extraArguments);
        this.environment = Map.copyOf(environment);
    }

    /**
     * Starts one, on the data that {@code home} holds.
     *
     * @param extraArguments as on postgres' command line, for example {@code -c max_connections=20}
     */
    public static PostgreSql start(Path home, String... extraArguments) {
        return started(new PostgreSql(home, List.of(extraArguments), Map.of()));
    }

    /** Starts one that sees that clock. */
    public static PostgreSql start(Path home, FakeClock clock, String... extraArguments) {
        return started(new PostgreSql(home, List.of(extraArguments), clock.environment()));
    }

    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + address() + "/" + database;
    }

    /** Fails when it is there already. */
    public void createDatabase(String database) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + database.replace("\"", "\"\"") + "\"");
        }
    }

    /** The database {@code postgres} is always there. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, PASSWORD);
    }

    private Path cluster() {
        return dataFolder().resolve("cluster");
    }

    private static Program program(String executable, List<String> arguments) {
        Platform.check();
        var folder = ComponentCache.user().folder(Components.POSTGRESQL);
        var program = Program.of(folder.resolve("bin").resolve(executable), arguments);
        return Platform.isRoot() ? program.wrappedBy(AS_NOBODY) : program;
    }

    @Override
    void prepare() throws IOException {
        if (Files.exists(cluster().resolve("PG_VERSION"))) {
            return;
        }
        var password = home().resolve("password");
        Files.writeString(password, PASSWORD);
        var initialise = program(
                "initdb",
                List.of(
                        "--pgdata=" + cluster(),
                        "--username=" + USER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync"));
        var process = SupervisedProcess.start(initialise, home(), logFile());
        boolean ended = process.awaitEnd(INITIALISE_PATIENCE);
        process.kill();
        if (!ended || !Files.exists(cluster().resolve("PG_VERSION"))) {
            throw new ServerFailure("PostgreSQL cannot initialise " + cluster() + "; read the end of its log.\n--- "
                    + logFile() + "\n" + LogTail.of(logFile()));
        }
    }

    @Override
    Program program() {
        var arguments = new ArrayList<>(List.of("-D", cluster().toString(), "-h", host(), "-p", "" + port()));
        for (var setting : List.of(
                "unix_socket_directories=",
                "wal_level=logical",
                "max_replication_slots=20",
                "max_wal_senders=20",
                "shared_buffers=32MB",
                "timezone=UTC")) {
            arguments.addAll(List.of("-c", setting));
        }
        arguments.addAll(extraArguments);
        // TERM would wait for every client to leave.
        return program("postgres", arguments).stoppedBy("INT").with(environment);
    }

    @Override
    void probe() throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }
}
