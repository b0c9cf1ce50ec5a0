package io.evobridge.resolver.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document and the routes say the same. */
class OpenApiTest {

    @Test
    void everyRouteIsInTheDocumentAndTheOtherWayRound() throws Exception {
        JsonNode document = ApiAnswer.JSON.readTree(QueryRoutes.document());
        TreeMap<String, Set<String>> documented = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> documented.put(
                                method.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey(),
                                queryParameters(method.getValue()))));

        TreeMap<String, Set<String>> served = new TreeMap<>();
        TestQueries.routes()
                .forEach(route ->
                        served.put(route.method() + ' ' + route.template(), new TreeSet<>(route.parameters())));

        assertThat(document.path("servers").path(0).path("url").asText()).isEqualTo(QueryApi.ROOT);
        assertThat(served).isEqualTo(documented);
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        JsonNode document = ApiAnswer.JSON.readTree(QueryRoutes.document());

        assertThat(document.findValuesAsText("$ref"))
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static Set<String> queryParameters(JsonNode method) {
        Set<String> parameters = new TreeSet<>();
        method.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                parameters.add(parameter.path("name").asText());
            }
        });
        return parameters;
    }
}
