package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;

class ApicurioRegistryIT extends ServerContract<ApicurioRegistry> {

    @Override
    ApicurioRegistry start(Path home) {
        return ApicurioRegistry.start(home);
    }

    @Override
    void write(ApicurioRegistry registry, int number) throws Exception {
        var body = """
                {"artifactId": "number-%d", "artifactType": "AVRO", "firstVersion": {"content":
                {"contentType": "application/json", "content": "{\\"type\\": \\"fixed\\", \\"name\\": \\"N\\", \\"size\\": %d}"}}}
                """.formatted(number, number);
        Http.send(HttpRequest.newBuilder(URI.create(registry.url() + "/groups/test/artifacts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Override
    void expect(ApicurioRegistry registry, int number) throws Exception {
        assertThat(Http.get(
                        registry.url() + "/groups/test/artifacts/number-" + number + "/versions/branch=latest/content"))
                .contains("\"size\": " + number);
    }
}
