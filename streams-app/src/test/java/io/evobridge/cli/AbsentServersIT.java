package io.evobridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.servers.ApicurioRegistry;
import io.evobridge.servers.KafkaBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Commands whose servers do not answer end soon, with a sentence that names the server. */
class AbsentServersIT {

    private static final String NOBODY = "127.0.0.1:1";
    private static final String NOBODY_URL = "http://" + NOBODY;

    @TempDir
    static Path home;

    private static KafkaBroker kafka;
    private static ApicurioRegistry registry;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private Duration took = Duration.ZERO;

    @BeforeAll
    static void start() {
        kafka = KafkaBroker.start(home.resolve("kafka"));
        registry = ApicurioRegistry.start(home.resolve("registry"));
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "down", "apply", "up"})
    void withoutConnect(String command) throws Exception {
        Path file = file(kafka.bootstrapServers(), registry.url());

        int code = command.equals("apply") || command.equals("up")
                ? run(command, "--skip-checks", "--timeout", "2", "--config", file.toString(), "--connect", NOBODY_URL)
                : run(command, "--config", file.toString(), "--connect", NOBODY_URL);

        assertThat(code).isEqualTo(1);
        assertThat(errors)
                .asString()
                .isEqualToIgnoringNewLines(
                        command + ": Kafka Connect at " + NOBODY_URL
                                + " does not answer (it refuses the connection); start it, or name another worker with --connect");
        assertThat(took).isLessThan(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "up"})
    void withoutKafka(String command) throws Exception {
        Path file = file(NOBODY, registry.url());

        int code = run(command, "--skip-checks", "--config", file.toString(), "--connect", NOBODY_URL);

        assertThat(code).isEqualTo(1);
        assertThat(errors)
                .asString()
                .startsWith(command + ": Kafka did not answer: ")
                .contains("check kafka.bootstrap.servers in the bridge file and that the brokers are up");
        assertThat(took).isLessThan(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "up"})
    void withoutRegistry(String command) throws Exception {
        Path file = file(kafka.bootstrapServers(), NOBODY_URL);

        int code = run(command, "--skip-checks", "--config", file.toString(), "--connect", NOBODY_URL);

        assertThat(code).isEqualTo(1);
        assertThat(errors).asString().startsWith(command + ": no schema registry answers: " + NOBODY_URL);
        assertThat(took).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aPlanTellsOfEveryServerThatDoesNotAnswer() throws Exception {
        Path file = file(NOBODY, NOBODY_URL);

        int code = run("plan", "--config", file.toString(), "--connect", NOBODY_URL);

        assertThat(code).isEqualTo(1);
        assertThat(output.toString())
                .contains("! node shop: " + NOBODY + " cannot be asked: ")
                .contains("! no schema registry answers: " + NOBODY_URL)
                .contains("! Kafka did not answer: ")
                .contains("! Kafka Connect at " + NOBODY_URL + " does not answer");
        assertThat(took).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void anAddressThatNoNameServerKnowsIsNamed() throws Exception {
        Path file = file("kafka.invalid:9092", registry.url());

        assertThat(run("apply", "--skip-checks", "--config", file.toString())).isEqualTo(1);

        assertThat(errors)
                .asString()
                .contains("No resolvable bootstrap urls given in bootstrap.servers")
                .contains("check kafka.bootstrap.servers in the bridge file");
    }

    private static Path file(String kafkaAddress, String registryUrl) throws Exception {
        return Files.writeString(
                Files.createTempFile(home, "bridge", ".yaml"), """
                bridge: absent
                partitions: 1
                kafka: {bootstrap.servers: "%s"}
                registry: %s
                nodes:
                  shop: {type: mysql, direction: source, address: "%s", database: shop}
                entities:
                  customer: {key: [id]}
                """.formatted(kafkaAddress, registryUrl, NOBODY));
    }

    private int run(String... arguments) {
        long begin = System.nanoTime();
        int code = Evobridge.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
        took = Duration.ofNanos(System.nanoTime() - begin);
        return code;
    }
}
