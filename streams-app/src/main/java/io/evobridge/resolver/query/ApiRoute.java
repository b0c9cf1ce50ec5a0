package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What can be asked.
 *
 * @param method such as GET
 * @param template path below {@link QueryApi#ROOT}, with names in braces for whole segments
 * @param role what the client must be allowed
 * @param parameters names in the query; others are refused, because a misspelled bound would silently not bind
 */
record ApiRoute(String method, String template, Role role, Set<String> parameters, Handler handler) {

    ApiRoute {
        parameters = Set.copyOf(parameters);
    }

    /** How a request is answered. */
    sealed interface Handler permits Now, Later, Streamed {}

    /** By the thread that took the request. */
    record Now(Function<ApiRequest, ApiAnswer> answer) implements Handler {}

    /** By whoever completes it; until then it holds no thread. It must be completed in bounded time. */
    record Later(Function<ApiRequest, CompletionStage<ApiAnswer>> answer) implements Handler {}

    /** By server-sent events, until the client goes away. */
    record Streamed(Function<ApiRequest, EventSource> events) implements Handler {}

    static ApiRoute get(String template, Set<String> parameters, Function<ApiRequest, ApiAnswer> answer) {
        return new ApiRoute("GET", template, Role.READ, parameters, new Now(answer));
    }

    static ApiRoute getLater(
            String template, Set<String> parameters, Function<ApiRequest, CompletionStage<ApiAnswer>> answer) {
        return new ApiRoute("GET", template, Role.READ, parameters, new Later(answer));
    }

    static ApiRoute stream(String template, Set<String> parameters, Function<ApiRequest, EventSource> events) {
        return new ApiRoute("GET", template, Role.READ, parameters, new Streamed(events));
    }

    /** A route that changes something. */
    static ApiRoute operate(
            String method,
            String template,
            Set<String> parameters,
            Function<ApiRequest, CompletionStage<ApiAnswer>> answer) {
        return new ApiRoute(method, template, Role.OPERATE, parameters, new Later(answer));
    }

    /** The named segments of a path, decoded; empty where the path is not of this route. */
    Optional<Map<String, String>> match(String rawPath) {
        String[] wanted = template.split("/", -1);
        String[] given = rawPath.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                named.put(wanted[i].substring(1, wanted[i].length() - 1), segment(given[i]));
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }

    /** The query, decoded. */
    Map<String, String> query(String rawQuery) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = form(equals < 0 ? pair : pair.substring(0, equals));
            if (!parameters.contains(name)) {
                throw ApiProblem.wrong(
                        "bad-parameter",
                        name + " is not a parameter of " + template + "; "
                                + (parameters.isEmpty() ? "it has none" : "it has " + String.join(", ", sorted())));
            }
            query.put(name, equals < 0 ? "" : form(pair.substring(equals + 1)));
        }
        return query;
    }

    private Iterable<String> sorted() {
        return parameters.stream().sorted().toList();
    }

    /** In a path '+' is itself. */
    private static String segment(String raw) {
        return form(raw.replace("+", "%2B"));
    }

    private static String form(String raw) {
        try {
            return URLDecoder.decode(raw, UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.wrong("bad-encoding", "the address holds a broken %XX: " + raw);
        }
    }
}
