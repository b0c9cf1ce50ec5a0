package io.evobridge.resolver.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;

/** The other instances of this resolver: requests are sent on as they came, one hop at most. */
final class Peers {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http;

    /** Asks by plain HTTP, or with what the others trust. */
    Peers(Optional<SSLContext> tls) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT);
        tls.ifPresent(client::sslContext);
        http = client.build();
    }

    /** The answer of another instance, a problem of it too; ends with an {@link ApiProblem} where none comes in time. */
    CompletionStage<ApiAnswer> ask(URI instance, ApiRequest request, Duration timeout) {
        HttpRequest.Builder sent = HttpRequest.newBuilder(instance.resolve(request.target()))
                .timeout(timeout)
                .header(QueryApi.FORWARDED, "1")
                .method(request.method(), BodyPublishers.ofString(request.body()));
        request.headers().forEach(sent::header);
        return http.sendAsync(sent.build(), BodyHandlers.ofString()).handle((answer, failure) -> {
            if (failure != null) {
                throw silent(instance);
            }
            return answer(answer);
        });
    }

    private static ApiAnswer answer(HttpResponse<String> answer) {
        ApiAnswer given = new ApiAnswer(
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(ApiAnswer.JSON_TYPE),
                answer.body());
        for (String name : ApiHeaders.HANDED_BACK) {
            Optional<String> value = answer.headers().firstValue(name);
            if (value.isPresent()) {
                given = given.with(name, value.get());
            }
        }
        return given;
    }

    /** A body as JSON; the other instance's problem becomes this one's. */
    static JsonNode body(ApiAnswer answer) {
        if (answer.status() != 200) {
            throw problem(answer);
        }
        return json(answer);
    }

    /** The problem that another instance answered with. */
    static ApiProblem problem(ApiAnswer answer) {
        JsonNode body = json(answer);
        return new ApiProblem(
                answer.status(),
                body.path("title").asText("failed").replace(' ', '-'),
                body.path("detail").asText("another instance could not answer"));
    }

    private static JsonNode json(ApiAnswer answer) {
        try {
            return ApiAnswer.JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw ApiProblem.notNow("peer-away", "another instance answered with something that is no JSON");
        }
    }

    private static ApiProblem silent(URI instance) {
        return ApiProblem.notNow(
                "peer-away",
                "the instance " + instance + " has the key and does not answer; if it is gone, others take over within"
                        + " seconds; if it is there, check resolver.http.advertised");
    }
}
