package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A MariaDB 10.11 whose binary log can be captured: full row images, times in UTC. Its log has whole seconds only. */
public final class MariaDb extends RunningServer {

    private static final String USER = "evobridge";
    private static final String PASSWORD = "evobridge";

    private final List<String> extraArguments;
    private final Map<String, String> environment;

    private MariaDb(Path home, List<String> extraArguments, Map<String, String> environment) {
        super("mariadb", home, 1);
        this.extraArguments = List.copyOf(extraArguments);
        this.environment = Map.copyOf(environment);
    }

    /**
     * Starts one, on the data that {@code home} holds.
     *
     * @param extraArguments as on mariadbd's command line; a later one wins over ours
     */
    public static MariaDb start(Path home, String... extraArguments) {
        return started(new MariaDb(home, List.of(extraArguments), Map.of()));
    }

    /** Starts one that sees that clock. */
    public static MariaDb start(Path home, FakeClock clock, String... extraArguments) {
        return started(new MariaDb(home, List.of(extraArguments), clock.environment()));
    }

    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    public String jdbcUrl(String database) {
        return "jdbc:mariadb://" + address() + "/" + database;
    }

    /** Makes it when it is not there yet. */
    public void createDatabase(String database) throws SQLException {
        try (var connection = connect("");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS `" + database.replace("`", "``") + "`");
        }
    }

    /** As the user who may do everything, in that database or, for an empty name, in none. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, PASSWORD);
    }

    @Override
    void prepare() throws IOException {
        Platform.check();
        MariaDbTemplate.of(ComponentCache.user()).copyTo(dataFolder());
    }

    @Override
    Program program() throws IOException {
        var folder = ComponentCache.user().folder(Components.MARIADB);
        // Outside the binary log, or each start would look like a change.
        var users = home().resolve("users.sql");
        Files.writeString(users, """
                SET SESSION sql_log_bin = 0;
                CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
                GRANT ALL ON *.* TO '%1$s'@'127.0.0.1' WITH GRANT OPTION;
                """.formatted(USER, PASSWORD));
        var arguments = new ArrayList<>(MariaDbTemplate.commonArguments(folder, dataFolder()));
        arguments.addAll(List.of(
                "--init-file=" + users,
                "--bind-address=" + host(),
                "--port=" + port(),
                // Relative to the data folder: the path of a socket is limited to 107 bytes, which test folders exceed.
                "--socket=evobridge.sock",
                "--pid-file=" + home().resolve("mariadbd.pid"),
                "--server-id=" + port(),
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--innodb-buffer-pool-size=64M"));
        arguments.addAll(extraArguments);
        return Program.of(folder.resolve("usr/sbin/mariadbd"), arguments)
                .withLibraries(folder.resolve("usr/lib/x86_64-linux-gnu"))
                .with(environment);
    }

    @Override
    void probe() throws SQLException {
        try (var connection = connect("");
                var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }
}
