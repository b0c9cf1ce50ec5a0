package io.evobridge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApicurioRegistryIT {

    private static final Schema ONE =
            SchemaBuilder.record("it.row").fields().requiredLong("id").endRecord();
    private static final Schema TWO = SchemaBuilder.record("it.row")
            .fields()
            .requiredLong("id")
            .optionalString("name")
            .endRecord();
    private static final Schema OTHER =
            SchemaBuilder.record("it.row").fields().requiredString("id").endRecord();

    private io.evobridge.servers.ApicurioRegistry server;

    @BeforeAll
    void start(@TempDir Path home) {
        server = io.evobridge.servers.ApicurioRegistry.start(home);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aSchemaIsFoundByTheIdItWasGiven() {
        int one = client().register("ids", "it.row", ONE);
        int again = client().register("ids", "it.row", ONE);
        int two = client().register("ids", "it.row", TWO);

        assertThat(again).isEqualTo(one);
        assertThat(two).isNotEqualTo(one);
        assertThat(client().schema(one)).isEqualTo(ONE);
        assertThat(client().schema(two)).isEqualTo(TWO);
    }

    @Test
    void clientsThatRegisterTheSameAtOnceAgree() {
        List<CompletableFuture<Integer>> racing = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> client().register("race", "it.row", ONE)))
                .toList();

        assertThat(racing.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void theRuleForChangesIsHeldAndCanBeRelaxed() {
        ApicurioRegistry client = client();
        client.register("rules", "it.row", ONE);

        client.setCompatibility("rules", "it.row", Compatibility.BACKWARD);
        client.setCompatibility("rules", "it.row", Compatibility.FULL);

        assertThatThrownBy(() -> client.register("rules", "it.row", OTHER))
                .isInstanceOf(SchemaRejectedException.class)
                .hasMessageContaining("reader type: STRING");
        client.setCompatibility("rules", "it.row", Compatibility.NONE);
        assertThat(client.schema(client.register("rules", "it.row", OTHER))).isEqualTo(OTHER);
    }

    @Test
    void whatIsNotThereIsToldAsNotFound() {
        assertThatThrownBy(() -> client().schema(999_999)).isInstanceOf(SchemaNotFoundException.class);
        assertThatThrownBy(() -> client().setCompatibility("none", "nothing", Compatibility.NONE))
                .isInstanceOf(SchemaNotFoundException.class);
    }

    private ApicurioRegistry client() {
        return new ApicurioRegistry(RegistrySettings.of(server.url()));
    }
}
