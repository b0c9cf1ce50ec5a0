package io.evobridge.compose.demo;

import io.evobridge.compose.OwnClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file that another terminal reads in with {@code .} to work with the running demo: {@code shop} and {@code sessions} open
 * the databases' clients, {@code evobridge} is the command line, and variables name the servers.
 */
final class TerminalFile {

    static final String NAME = "shell.sh";

    private TerminalFile() {}

    /** Writes it into a folder, readable for its owner only, because the demo's password is in it. */
    static Path write(Path home, TradingPlatform platform) throws IOException {
        Path file = home.resolve(NAME);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text(home, platform));
    }

    private static String text(Path home, TradingPlatform platform) {
        StringBuilder text = new StringBuilder("# For another terminal, while the demo runs: . " + NAME + "\n");
        variables(home, platform)
                .forEach((name, value) -> text.append("export ")
                        .append(name)
                        .append('=')
                        .append(quoted(value))
                        .append('\n'));
        function(text, "shop", platform.mysql().client(TradingPlatform.SHOP));
        function(text, "sessions", platform.redis().client());
        function(
                text,
                "evobridge",
                quoted(java()) + " -cp " + quoted(OwnClassPath.absolute()) + " io.evobridge.cli.Evobridge");
        return text.toString();
    }

    private static Map<String, String> variables(Path home, TradingPlatform platform) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(
                "SHOP",
                "mysql://" + platform.mysql().user() + "@" + platform.mysql().address() + "/" + TradingPlatform.SHOP);
        variables.put("SHOP_PASSWORD", platform.mysql().password());
        variables.put("SESSIONS", platform.redis().uri());
        variables.put("EVOBRIDGE_KAFKA", platform.stack().kafka().bootstrapServers());
        variables.put("EVOBRIDGE_REGISTRY", platform.stack().registry().url());
        variables.put("EVOBRIDGE_CONNECT", platform.stack().worker().url());
        variables.put("EVOBRIDGE_API", platform.stack().resolver().url());
        // Of a bridge that is started from that terminal, wherever it stands.
        variables.put(
                "EVOBRIDGE_RESOLVER_STATE_DIR",
                home.resolve("state-of-own-bridge").toString());
        return variables;
    }

    private static void function(StringBuilder text, String name, String line) {
        text.append(name).append("() { ").append(line).append(" \"$@\"; }\n");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
