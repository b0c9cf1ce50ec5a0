package io.evobridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the resolver's query API: any of its instances answers, so the next is tried where one does not. */
final class ApiClient {

    private static final String ROOT = "/api/v1";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    /** Keeps decimals as they were written. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final List<URI> addresses;
    private final Optional<String> token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    ApiClient(List<URI> addresses, Optional<String> token) {
        this.addresses = List.copyOf(addresses);
        this.token = token;
    }

    /** A text as one segment of a path, or as a value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** What is at a path. Throws {@link ApiException} for a problem, and where no instance answers. */
    JsonNode get(String path) {
        List<String> reasons = new ArrayList<>();
        for (URI address : addresses) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base(address) + ROOT + path))
                    .timeout(REQUEST_TIMEOUT);
            token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
            try {
                HttpResponse<String> answer = http.send(request.GET().build(), BodyHandlers.ofString());
                if (answer.statusCode() != 503) {
                    return body(address, answer);
                }
                reasons.add(address + ": " + detail(answer));
            } catch (IOException e) {
                reasons.add(address + ": " + (e.getMessage() == null ? "refuses the connection" : e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ApiException(ExitCodes.FAILED, "interrupted");
            }
        }
        throw new ApiException(
                ExitCodes.NOBODY_ANSWERS,
                "no resolver answers; start one, or name another with --api\n  " + String.join("\n  ", reasons));
    }

    private static JsonNode body(URI address, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            int code = switch (answer.statusCode()) {
                case 400 -> ExitCodes.USAGE;
                case 401, 403 -> ExitCodes.NOT_ALLOWED;
                case 404 -> ExitCodes.NOT_FOUND;
                default -> ExitCodes.FAILED;
            };
            throw new ApiException(code, detail(answer));
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new ApiException(
                    ExitCodes.FAILED, address + " answers with something that is no JSON; is it a resolver?");
        }
    }

    private static String detail(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body())
                    .path("detail")
                    .asText("status " + answer.statusCode() + "; is it a resolver?");
        } catch (JsonProcessingException e) {
            return "status " + answer.statusCode() + "; is it a resolver?";
        }
    }

    private static String base(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
