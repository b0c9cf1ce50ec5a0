package io.evobridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvobridgeTest {

    private final StringWriter output = new StringWriter();
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

    @Test
    void aNodeThatIsNoAddressIsAnErrorOfUsageThatTellsNoPassword(@TempDir Path folder) {
        String file = folder.resolve("bridge.yaml").toString();

        assertThat(run("init", "--config", file, "--node", "shop=mysql://app:secret@127.0.0.1/shop"))
                .isEqualTo(2);
        assertThat(run("init", "--config", file, "--node", "shop=mysql://app:secret@ /shop"))
                .isEqualTo(2);
        assertThat(run("init", "--config", file, "--node", "shop=oracle://127.0.0.1/shop"))
                .isEqualTo(2);
        assertThat(errors)
                .asString()
                .contains("--node of node shop must not hold a password")
                .contains("set the variable SHOP_PASSWORD")
                .contains("--node must be name=type://user@host:port/database")
                .contains("the type oracle, which is none of mysql, mariadb, postgresql, redis, influxdb")
                .doesNotContain("secret");
    }

    @Test
    void aFirstFileNeverReplacesOne(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bridge.yaml"), "mine");

        int code = run("init", "--config", file.toString(), "--node", "shop=mysql://127.0.0.1:1/shop");

        assertThat(code).isEqualTo(2);
        assertThat(errors).asString().contains(file + " is there already");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aServerThatIsNotThereIsSaid(@TempDir Path folder) {
        String file = folder.resolve("bridge.yaml").toString();

        int code = run("init", "--config", file, "--node", "shop=mysql://127.0.0.1:1/shop");

        assertThat(code).isEqualTo(1);
        assertThat(errors).asString().contains("node shop at 127.0.0.1:1 does not tell its tables");
    }

    @Test
    void aMistakeInTheBridgeFileIsNamedWithItsLine(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bridge.yaml"), """
                bridge: trading
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                nodes:
                  shop: {type: mysql, direction: sauce, address: db, database: shop}
                entities:
                  customer: {key: [id], mappings: {shop: {table: customers}}}
                """);

        int code = run("validate", "--config", file.toString());

        assertThat(code).isEqualTo(2);
        assertThat(errors)
                .asString()
                .contains(file + ":5: nodes.shop.direction is 'sauce' but must be one of source, sink, both;"
                        + " did you mean 'source'?");
    }

    @Test
    void aConnectClusterThatIsNotThereIsSaid(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bridge.yaml"), """
                bridge: trading
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                nodes:
                  shop: {type: mysql, direction: source, address: db, database: shop}
                entities:
                  customer: {key: [id], mappings: {shop: {table: customers}}}
                """);

        int code = run("pause", "--config", file.toString(), "--connect", "http://127.0.0.1:1");

        assertThat(code).isEqualTo(1);
        assertThat(errors).asString().contains("Kafka Connect at http://127.0.0.1:1 does not answer");
    }

    @Test
    void theVersionIsTheOneThatWasBuilt() throws Exception {
        Matcher built = Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(built.find()).isTrue();

        assertThat(run("--version")).isZero();

        assertThat(output).hasToString("evobridge " + built.group(1) + System.lineSeparator());
    }

    @Test
    void whatAProgramAsksForIsJson(@TempDir Path folder) throws Exception {
        Path right = Files.writeString(folder.resolve("right.yaml"), """
                bridge: trading
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                nodes:
                  shop: {type: mysql, direction: source, address: db, database: shop}
                entities:
                  customer: {key: [id]}
                """);
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "bridge: x");

        assertThat(run("validate", "--json", "--config", right.toString())).isZero();
        assertThat(new ObjectMapper().readTree(output.toString()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        "{\"valid\": true, \"mistakes\": [], \"bridge\": \"trading\", \"nodes\": 1, \"entities\": 1}"));

        output.getBuffer().setLength(0);
        assertThat(run("validate", "--json", "--config", wrong.toString())).isEqualTo(2);
        assertThat(new ObjectMapper()
                        .readTree(output.toString())
                        .path("mistakes")
                        .get(0)
                        .asText())
                .isEqualTo(wrong + ":1: kafka needs bootstrap.servers: host:port");
        assertThat(errors).asString().isEmpty();
    }

    @Test
    void everyCommandCanAnswerAProgram() {
        assertThat(commands(Evobridge.commandLine()))
                .filteredOn(command -> !List.of("schema", "generate-completion").contains(command.getCommandName()))
                .allSatisfy(command -> assertThat(
                                command.getCommandSpec().optionsMap().keySet())
                        .as(command.getCommandName())
                        .contains("--json"));
    }

    /** Those that have no subcommands. */
    private static List<CommandLine> commands(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? List.of(command)
                : command.getSubcommands().values().stream()
                        .flatMap(inner -> commands(inner).stream())
                        .toList();
    }

    private int run(String... arguments) {
        CommandLine command = Evobridge.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return command.execute(arguments);
    }
}
