package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A MySQL 8.0 whose binary log can be captured: GTIDs, full row images, times in UTC. Commits are durable. The
 * application user may do everything, replication included.
 */
public final class MySql extends RunningServer {

    private final List<String> extraArguments;

    private MySql(String name, Path home, List<String> extraArguments) {
        super(name, home, 1);
        this.extraArguments = List.copyOf(extraArguments);
    }

    /**
     * Starts one with an empty data folder, or on the data that {@code home} holds.
     *
     * @param extraArguments as on mysqld's command line; a later one wins over ours
     */
    public static MySql start(Path home, String... extraArguments) {
        return started(new MySql("mysql", home, List.of(extraArguments)));
    }

    public String user() {
        return MySqlTemplate.USER;
    }

    public String password() {
        return MySqlTemplate.PASSWORD;
    }

    public String rootUser() {
        return "root";
    }

    public String rootPassword() {
        return MySqlTemplate.ROOT_PASSWORD;
    }

    /** Without a database. */
    public String jdbcUrl() {
        return jdbcUrl("");
    }

    public String jdbcUrl(String database) {
        return "jdbc:mysql://" + address() + "/" + database;
    }

    /** Makes it when it is not there yet. */
    public void createDatabase(String database) throws SQLException {
        try (var connection = connect("");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS `" + database.replace("`", "``") + "`");
        }
    }

    /** As the application user, in that database or, for an empty name, in none. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), user(), password());
    }

    /**
     * A line for a shell that opens the client in a database, as the application user; {@code -e "SELECT 1"} may follow. The
     * client is fetched if it is not there.
     */
    public String client(String database) {
        Platform.check();
        var client = ComponentCache.user().folder(Components.MYSQL_CLIENT).resolve("bin/mysql");
        // By an environment variable, because the client complains of a password in its command line.
        return "MYSQL_PWD=%s %s -h %s -P %d -u %s %s".formatted(password(), client, host(), port(), user(), database);
    }

    @Override
    void prepare() throws IOException {
        MySqlTemplate.of(ComponentCache.user()).copyTo(dataFolder());
    }

    @Override
    Program program() {
        var arguments = new ArrayList<>(List.of(
                "--bind-address=" + host(),
                "--port=" + port(),
                // The path of a socket is limited to 107 bytes, which test folders exceed.
                "--socket=" + "evobridge.sock",
                "--pid-file=" + home().resolve("mysqld.pid"),
                "--mysqlx=OFF",
                "--server-id=" + port(),
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON",
                "--skip-name-resolve",
                "--default-time-zone=+00:00",
                "--performance-schema=OFF",
                "--innodb-redo-log-capacity=64M",
                "--innodb-buffer-pool-size=64M"));
        arguments.addAll(extraArguments);
        return MySqlTemplate.mysqld(dataFolder(), arguments);
    }

    @Override
    void probe() throws SQLException {
        DriverManager.setLoginTimeout(5);
        try (var connection = connect("");
                var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }
}
