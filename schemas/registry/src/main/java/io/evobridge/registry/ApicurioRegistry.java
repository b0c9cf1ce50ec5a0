package io.evobridge.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Apicurio Registry 3.x through its core REST API ({@code /apis/registry/v3}), with the JDK's HTTP client. A schema is
 * registered whole, its nested records inside; one that others registered in parts is put together again when read.
 */
public final class ApicurioRegistry implements SchemaRegistry {

    /** Two clients that create the same artifact at once: one of them is told of a conflict, and finds it next time. */
    private static final int REGISTER_ATTEMPTS = 3;

    private static final int MAX_VERSIONS = 30;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryHttp http;
    private final BoundedCache<Integer, Schema> schemas;
    private final BoundedCache<Registration, Integer> contentIds;

    public ApicurioRegistry(RegistrySettings settings) {
        this.http = new RegistryHttp(settings);
        this.schemas = new BoundedCache<>(settings.cacheSize());
        this.contentIds = new BoundedCache<>(settings.cacheSize());
    }

    @Override
    public Schema schema(int contentId) {
        Schema known = schemas.get(contentId);
        if (known != null) {
            return known;
        }
        return schemas.keep(contentId, new SchemaParts(this::get).schema("/ids/contentIds/" + contentId));
    }

    @Override
    public int register(String group, String artifactId, Schema schema) {
        Registration registration = new Registration(group, artifactId, schema);
        Integer known = contentIds.get(registration);
        if (known != null) {
            return known;
        }
        int contentId = create(registration);
        schemas.keep(contentId, schema);
        return contentIds.keep(registration, contentId);
    }

    @Override
    public List<Schema> versions(String group, String artifactId) {
        String path = "/groups/" + encode(group) + "/artifacts/" + encode(artifactId)
                + "/versions?orderby=globalId&order=desc" + "&limit=" + MAX_VERSIONS;
        HttpResponse<String> response = http.send("GET", path, null);
        if (response.statusCode() == 404) {
            return List.of();
        }
        requireSuccess(response, path);
        List<Schema> versions = new ArrayList<>();
        parse(response.body())
                .path("versions")
                .forEach(
                        version -> versions.add(schema(version.path("contentId").intValue())));
        return versions;
    }

    @Override
    public void setCompatibility(String group, String artifactId, Compatibility compatibility) {
        String rules = "/groups/" + encode(group) + "/artifacts/" + encode(artifactId) + "/rules";
        ObjectNode rule =
                JSON.createObjectNode().put("ruleType", "COMPATIBILITY").put("config", compatibility.name());
        HttpResponse<String> response = http.send("POST", rules, rule.toString());
        if (response.statusCode() == 409) {
            response = http.send("PUT", rules + "/COMPATIBILITY", rule.toString());
        }
        requireSuccess(response, rules);
    }

    private int create(Registration wanted) {
        ObjectNode request =
                JSON.createObjectNode().put("artifactId", wanted.artifactId()).put("artifactType", "AVRO");
        request.putObject("firstVersion")
                .putObject("content")
                .put("content", wanted.schema().toString())
                .put("contentType", "application/json");
        String path = "/groups/" + encode(wanted.group()) + "/artifacts?ifExists=FIND_OR_CREATE_VERSION";
        HttpResponse<String> response = http.send("POST", path, request.toString());
        for (int attempt = 1; attempt < REGISTER_ATTEMPTS && lostRace(response); attempt++) {
            response = http.send("POST", path, request.toString());
        }
        int status = response.statusCode();
        if (status == 400 || status == 409 || status == 422) {
            throw new SchemaRejectedException(
                    wanted.group(),
                    wanted.artifactId(),
                    Problem.parse(response.body()).sentence());
        }
        requireSuccess(response, path);
        JsonNode contentId = parse(response.body()).path("version").path("contentId");
        if (!contentId.canConvertToInt() || contentId.isMissingNode()) {
            throw new RegistryException("the registry's answer has no content id that fits 4 bytes;"
                    + " is there an Apicurio Registry 3.x at " + response.uri() + "?");
        }
        return contentId.intValue();
    }

    private static boolean lostRace(HttpResponse<String> response) {
        return response.statusCode() == 409 && !Problem.parse(response.body()).isRuleViolation();
    }

    private String get(String path) {
        HttpResponse<String> response = http.send("GET", path, null);
        requireSuccess(response, path);
        return response.body();
    }

    private static void requireSuccess(HttpResponse<String> response, String path) {
        int status = response.statusCode();
        if (status == 404) {
            throw new SchemaNotFoundException("the schema registry has nothing at " + response.uri()
                    + "; was it emptied, or is this another registry than the writer's?");
        }
        if (status == 401 || status == 403) {
            throw new RegistryException("the schema registry refuses access to " + path + " (HTTP " + status
                    + "); check the credentials and the user's role");
        }
        if (status < 200 || status > 299) {
            throw new RegistryException("the schema registry answered HTTP " + status + " to " + path + ": "
                    + Problem.parse(response.body()).sentence());
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new RegistryException("the schema registry's answer is not JSON; check the address", e);
        }
    }

    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private record Registration(String group, String artifactId, Schema schema) {}

    /** What went wrong, in the registry's words (RFC 9457 and Apicurio's additions). */
    private record Problem(String name, String sentence) {

        static Problem parse(@Nullable String body) {
            try {
                JsonNode json = JSON.readTree(body == null ? "" : body);
                String text = json.path("detail").asText(json.path("title").asText("no reason given"));
                StringBuilder sentence = new StringBuilder(text);
                for (JsonNode cause : json.path("causes")) {
                    sentence.append("; ").append(cause.path("description").asText(""));
                    String where = cause.path("context").asText("");
                    sentence.append(where.isEmpty() ? "" : " at " + where);
                }
                return new Problem(json.path("name").asText(""), sentence.toString());
            } catch (JsonProcessingException e) {
                return new Problem("", "no reason given");
            }
        }

        boolean isRuleViolation() {
            return name.contains("RuleViolation") || name.contains("Unprocessable");
        }
    }
}
