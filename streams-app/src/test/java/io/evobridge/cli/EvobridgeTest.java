package io.evobridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvobridgeTest {

    private final StringWriter errors = new StringWriter();

    @Test
    void aMissingBridgeFileIsAnErrorOfUsage(@TempDir Path folder) {
        Path missing = folder.resolve("bridge.yaml");

        int code = run("apply", "--config", missing.toString());

        assertThat(code).isEqualTo(2);
        assertThat(errors).asString().contains("apply: " + missing + ": no such file");
    }

    @Test
    void anAddressWithoutHostIsAnErrorOfUsage(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("bridge.yaml"));

        int code = run("apply", "--config", file.toString(), "--connect", "connect");

        assertThat(code).isEqualTo(2);
        assertThat(errors).asString().contains("--connect must be like http://127.0.0.1:8083, not connect");
    }

    private int run(String... arguments) {
        CommandLine command = Evobridge.commandLine()
                .setErr(new PrintWriter(errors, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return command.execute(arguments);
    }
}
