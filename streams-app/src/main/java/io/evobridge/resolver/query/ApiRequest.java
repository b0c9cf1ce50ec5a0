package io.evobridge.resolver.query;

import java.util.Map;
import java.util.Optional;

/**
 * A request whose route is found.
 *
 * @param target path and query as they were sent
 * @param path name in the route's template → decoded segment
 * @param query name → decoded value
 * @param authorization the header of that name; empty for none
 * @param forwarded whether another instance sent it on, so that this one must answer itself
 */
record ApiRequest(
        String target,
        Map<String, String> path,
        Map<String, String> query,
        Optional<String> authorization,
        boolean forwarded) {

    ApiRequest {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
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
