package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request whose route is found.
 *
 * @param method such as GET
 * @param target path and query as they were sent
 * @param path name in the route's template → decoded segment
 * @param query name → decoded value
 * @param headers name in lower case → first value; those that routes ask for
 * @param body empty for none
 * @param forwarded whether another instance sent it on, so that this one must answer itself
 */
record ApiRequest(
        String method,
        String target,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        boolean forwarded) {

    ApiRequest {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** A part of the path that the route's template names. */
    String segment(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** A header by its name in lower case, one of {@link ApiHeaders#PASSED_ON}. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
    }

    /** The body as JSON; throws {@link ApiProblem} where it is none. */
    JsonNode json() {
        try {
            JsonNode value = ApiAnswer.JSON.readTree(body);
            if (value.isMissingNode()) {
                throw ApiProblem.wrong("bad-body", "the body is empty; send JSON");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw ApiProblem.wrong("bad-body", "the body is not JSON: " + e.getOriginalMessage());
        }
    }

    /** The same with another value of a parameter in its query. */
    ApiRequest with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(query);
        changed.put(name, value);
        String text = changed.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), UTF_8) + '=' + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        int end = target.indexOf('?');
        String place = end < 0 ? target : target.substring(0, end);
        return new ApiRequest(method, place + '?' + text, path, changed, headers, body, forwarded);
    }

    int number(String name, int otherwise, int min, int max) {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with what is out of range.
        }
        throw ApiProblem.wrong(
                "bad-parameter", name + " must be a whole number from " + min + " to " + max + ", not " + text.get());
    }
}
