package io.evobridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/** Asks the resolver's query API: any of its instances answers, so the next is tried where one does not. */
final class ApiClient {

    /** Header that tells a request which is sent again. */
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String ROOT = "/api/v1";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_STREAMS = Duration.ofMillis(200);
    /** Keeps decimals as they were written. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final List<URI> addresses;
    private final Optional<String> token;
    private final HttpClient http;

    ApiClient(List<URI> addresses, Optional<String> token, Optional<SSLContext> trust) {
        this.addresses = List.copyOf(addresses);
        this.token = token;
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT);
        trust.ifPresent(client::sslContext);
        this.http = client.build();
    }

    /** A text as one segment of a path, or as a value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** What is at a path. Throws {@link ApiException} for a problem, and where no instance answers. */
    JsonNode get(String path) {
        return ask("GET", path, REQUEST_TIMEOUT);
    }

    /**
     * Asks whoever answers.
     *
     * @param timeout of one instance
     */
    JsonNode ask(String method, String path, Duration timeout) {
        return body(exchange(method, path, Map.of(), "", timeout));
    }

    /**
     * Changes something. All instances are sent the same idempotency key, so it is done once, whoever has done it already
     * when another one is asked.
     *
     * @param headers further ones
     */
    JsonNode change(String method, String path, Map<String, String> headers, JsonNode body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putIfAbsent(IDEMPOTENCY_KEY, UUID.randomUUID().toString());
        all.put("Content-Type", "application/json");
        return body(exchange(method, path, all, body.isMissingNode() ? "" : body.toString(), REQUEST_TIMEOUT));
    }

    /** The entity tag of what is at a path. */
    String etag(String path) {
        return exchange("GET", path, Map.of(), "", REQUEST_TIMEOUT)
                .headers()
                .firstValue("ETag")
                .orElse("");
    }

    /** JSON that a person has typed, or a file's; throws {@link ApiException} for what is none. */
    static JsonNode json(String text) {
        try {
            String read = text.startsWith("@") ? Files.readString(Path.of(text.substring(1))) : text;
            return JSON.readTree(read);
        } catch (JsonProcessingException e) {
            throw new ApiException(ExitCodes.USAGE, "this is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ApiException(ExitCodes.USAGE, text.substring(1) + " cannot be read: " + e.getMessage());
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private HttpResponse<String> exchange(
            String method, String path, Map<String, String> headers, String body, Duration timeout) {
        List<String> reasons = new ArrayList<>();
        for (URI address : addresses) {
            HttpRequest.Builder request = request(address, path)
                    .timeout(timeout)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            headers.forEach(request::header);
            try {
                HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
                if (answer.statusCode() != 503) {
                    return answered(answer);
                }
                reasons.add(address + ": " + detail(answer.statusCode(), answer.body()));
            } catch (IOException e) {
                reasons.add(reason(address, e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ApiException(ExitCodes.FAILED, "interrupted");
            }
        }
        throw nobody(reasons);
    }

    private static String reason(URI address, IOException failure) {
        return address + ": " + (failure.getMessage() == null ? "refuses the connection" : failure.getMessage());
    }

    private static ApiException nobody(List<String> reasons) {
        return new ApiException(
                ExitCodes.NOBODY_ANSWERS,
                "no resolver answers; start one, or name another with --api\n  " + String.join("\n  ", reasons));
    }

    /**
     * The events at a path as they come, from whoever answers; where one instance ends, another goes on behind the last
     * event. Throws {@link ApiException} for a problem, and where no instance answers.
     *
     * @param events takes them until it is stopped
     */
    void events(String path, EventReader events) {
        boolean answered = true;
        List<String> reasons = new ArrayList<>();
        while (answered) {
            answered = false;
            reasons.clear();
            if (events.last().isPresent()) {
                // An instance that ends every stream at once is not asked all the time.
                LockSupport.parkNanos(BETWEEN_STREAMS.toNanos());
            }
            for (URI address : addresses) {
                HttpRequest.Builder request = request(address, path);
                events.last().ifPresent(id -> request.header("Last-Event-ID", id));
                try {
                    HttpResponse<InputStream> answer = http.send(request.GET().build(), BodyHandlers.ofInputStream());
                    try (InputStream in = answer.body()) {
                        if (answer.statusCode() == 200) {
                            answered = true;
                            if (!events.read(in)) {
                                return;
                            }
                        } else {
                            String text = new String(in.readAllBytes(), UTF_8);
                            if (answer.statusCode() != 503) {
                                throw refusal(answer.statusCode(), text);
                            }
                            reasons.add(address + ": " + detail(answer.statusCode(), text));
                        }
                    }
                } catch (IOException e) {
                    reasons.add(reason(address, e));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
        throw nobody(reasons);
    }

    private HttpRequest.Builder request(URI address, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base(address) + ROOT + path));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private static HttpResponse<String> answered(HttpResponse<String> answer) {
        if (answer.statusCode() < 200 || answer.statusCode() > 299) {
            throw refusal(answer.statusCode(), answer.body());
        }
        return answer;
    }

    private static JsonNode body(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new ApiException(
                    ExitCodes.FAILED, answer.uri() + " answers with something that is no JSON; is it a resolver?");
        }
    }

    private static ApiException refusal(int status, String body) {
        int code = switch (status) {
            case 400, 422 -> ExitCodes.USAGE;
            case 401, 403 -> ExitCodes.NOT_ALLOWED;
            case 404 -> ExitCodes.NOT_FOUND;
            default -> ExitCodes.FAILED;
        };
        return new ApiException(code, detail(status, body));
    }

    private static String detail(int status, String body) {
        try {
            return JSON.readTree(body).path("detail").asText("status " + status + "; is it a resolver?");
        } catch (JsonProcessingException e) {
            return "status " + status + "; is it a resolver?";
        }
    }

    private static String base(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
