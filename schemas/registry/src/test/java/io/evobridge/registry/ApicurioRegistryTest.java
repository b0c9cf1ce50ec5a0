package io.evobridge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApicurioRegistryTest {

    private static final Schema CUSTOMER = SchemaBuilder.record("customer")
            .namespace("io.evobridge.entity")
            .fields()
            .requiredLong("id")
            .endRecord();

    private static final String CREATE = "/apis/registry/v3/groups/shop/artifacts";

    private final ScriptedServer server = new ScriptedServer();
    private ApicurioRegistry registry;

    @BeforeEach
    void start() {
        registry = new ApicurioRegistry(RegistrySettings.of(server.url()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSchemaIsAskedForOnce() {
        // Given
        server.answer("/apis/registry/v3/ids/contentIds/7", 200, CUSTOMER.toString());

        // When
        Schema first = registry.schema(7);
        Schema second = registry.schema(7);

        // Then
        assertThat(first).isEqualTo(CUSTOMER).isSameAs(second);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aSchemaIsRegisteredOnceAndKnownByItsIdFromThenOn() {
        // Given
        server.answer(CREATE, 200, "{\"version\":{\"contentId\":9}}");

        // When
        int first = registry.register("shop", "io.evobridge.entity.customer", CUSTOMER);
        int second = registry.register("shop", "io.evobridge.entity.customer", CUSTOMER);

        // Then
        assertThat(first).isEqualTo(9).isEqualTo(second);
        assertThat(registry.schema(9)).isSameAs(CUSTOMER);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aSchemaRegisteredInPartsIsPutTogether() {
        // Given
        Schema outer = SchemaBuilder.record("order")
                .fields()
                .name("customer")
                .type(CUSTOMER)
                .noDefault()
                .endRecord();
        String inner = "/apis/registry/v3/groups/default/artifacts/customer/versions/1";
        server.answer(
                "/apis/registry/v3/ids/contentIds/3",
                200,
                "{\"type\":\"record\",\"name\":\"order\",\"fields\":[{\"name\":\"customer\","
                        + "\"type\":\"io.evobridge.entity.customer\"}]}");
        server.answer(
                "/apis/registry/v3/ids/contentIds/3/references",
                200,
                "[{\"groupId\":\"default\",\"artifactId\":\"customer\",\"version\":\"1\"}]");
        server.answer(inner + "/references", 200, "[]");
        server.answer(inner + "/content", 200, CUSTOMER.toString());

        // When
        Schema read = registry.schema(3);

        // Then
        assertThat(read).isEqualTo(outer);
    }

    @Test
    void aRefusedSchemaIsToldWithTheReasonAndWhatToDo() {
        server.answer(
                CREATE,
                409,
                "{\"name\":\"RuleViolationException\",\"title\":\"Incompatible artifact\","
                        + "\"causes\":[{\"description\":\"reader type: STRING\",\"context\":\"/fields/1\"}]}");

        assertThatThrownBy(() -> registry.register("shop", "customer", CUSTOMER))
                .isInstanceOf(SchemaRejectedException.class)
                .hasMessageContaining("shop/customer")
                .hasMessageContaining("reader type: STRING at /fields/1")
                .hasMessageContaining("relax the artifact's rule");
    }

    @Test
    void aRaceToCreateTheArtifactIsRunAgain() {
        // Given
        server.answer(CREATE, 409, "{\"name\":\"ArtifactAlreadyExistsException\"}");
        server.answer(CREATE, 200, "{\"version\":{\"contentId\":4}}");

        // When
        int contentId = registry.register("shop", "customer", CUSTOMER);

        // Then
        assertThat(contentId).isEqualTo(4);
    }

    @Test
    void anUnknownIdAndDeniedAccessAreToldApart() {
        server.answer("/apis/registry/v3/ids/contentIds/2", 403, "{}");

        assertThatThrownBy(() -> registry.schema(1))
                .isInstanceOf(SchemaNotFoundException.class)
                .hasMessageContaining("contentIds/1");
        assertThatThrownBy(() -> registry.schema(2)).hasMessageContaining("check the credentials");
    }

    @Test
    void aServerThatIsBusyOrAwayIsUnavailable() throws IOException {
        server.answer("/apis/registry/v3/ids/contentIds/1", 503, "");

        assertThatThrownBy(() -> registry.schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("HTTP 503");
        assertThatThrownBy(() -> new ApicurioRegistry(RegistrySettings.of(nobody())).schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("start it, or check the address");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RegistrySettings settings = RegistrySettings.of("http://127.0.0.1:" + silent.getLocalPort())
                    .withTimeouts(Duration.ofMillis(200), Duration.ofMillis(200));

            assertThatThrownBy(() -> new ApicurioRegistry(settings).schema(1))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void theNextServerTakesOverAndIsAskedFirstFromThenOn() throws IOException {
        // Given
        server.answer("/apis/registry/v3/ids/contentIds/1", 200, CUSTOMER.toString());
        server.answer("/apis/registry/v3/ids/contentIds/2", 200, "\"string\"");
        ApicurioRegistry both = new ApicurioRegistry(RegistrySettings.of(List.of(nobody(), server.url())));

        // When
        Schema first = both.schema(1);
        Schema second = both.schema(2);

        // Then
        assertThat(first).isEqualTo(CUSTOMER);
        assertThat(second).isEqualTo(Schema.create(Schema.Type.STRING));
    }

    @Test
    void credentialsAreSentAndNeverPrinted() {
        // Given
        server.answer("/apis/registry/v3/ids/contentIds/1", 200, CUSTOMER.toString());
        RegistrySettings settings = RegistrySettings.of(server.url())
                .withCredentials(RegistryCredentials.basic("eve", "s3cret"))
                .withCacheSize(1);

        // When
        new ApicurioRegistry(settings).schema(1);

        // Then
        assertThat(server.authorization()).isEqualTo("Basic ZXZlOnMzY3JldA==");
        assertThat(settings.toString()).contains("[hidden]").doesNotContain("ZXZl");
    }

    @Test
    void settingsThatCannotWorkAreRefusedWithTheRule() {
        assertThat(RegistrySettings.of("http://a:1/apis/registry/v3/")).isEqualTo(RegistrySettings.of("http://a:1"));
        assertThatThrownBy(() -> RegistrySettings.of(List.of())).hasMessageContaining("at least one url");
        assertThatThrownBy(() -> RegistrySettings.of("localhost:8080")).hasMessageContaining("http(s)://host:port");
        assertThatThrownBy(() -> RegistrySettings.of("http://u:p@a")).hasMessageContaining("without user");
        assertThatThrownBy(() -> RegistrySettings.of("http://a").withCacheSize(0))
                .hasMessageContaining("at least one");
    }

    @Test
    void theCacheForgetsWhatWasUsedLongestAgo() {
        BoundedCache<Integer, String> cache = new BoundedCache<>(2);
        cache.keep(1, "a");
        cache.keep(2, "b");
        cache.get(1);

        cache.keep(3, "c");

        assertThat(cache.get(1)).isEqualTo("a");
        assertThat(cache.get(2)).isNull();
        assertThat(cache.size()).isEqualTo(2);
    }

    private static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }
}
