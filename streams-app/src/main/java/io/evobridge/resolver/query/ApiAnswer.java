package io.evobridge.resolver.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param type media type
 * @param headers further ones, name in lower case → value
 */
record ApiAnswer(int status, String type, String body, Map<String, String> headers) {

    static final String JSON_TYPE = "application/json";
    static final String PROBLEM_TYPE = "application/problem+json";

    /** Leaves out components that are null, so that "unknown" and "null in the record" are not mixed up. Keeps decimals as they are. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    ApiAnswer {
        headers = Map.copyOf(headers);
    }

    ApiAnswer(int status, String type, String body) {
        this(status, type, body, Map.of());
    }

    static ApiAnswer json(Object body) {
        return json(200, body);
    }

    static ApiAnswer json(int status, Object body) {
        return new ApiAnswer(status, JSON_TYPE, text(body));
    }

    static ApiAnswer problem(ApiProblem problem) {
        ApiAnswer plain = new ApiAnswer(problem.status(), PROBLEM_TYPE, text(problem.body()));
        ApiAnswer answer =
                problem.etag().map(etag -> plain.with(ApiHeaders.ETAG, etag)).orElse(plain);
        return switch (problem.status()) {
            case 401 -> answer.with("www-authenticate", "Bearer");
            case 503 -> answer.with(ApiHeaders.RETRY_AFTER, "1");
            default -> answer;
        };
    }

    /** The same with one more header. */
    ApiAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiAnswer(status, type, body, more);
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is no JSON", e);
        }
    }
}
