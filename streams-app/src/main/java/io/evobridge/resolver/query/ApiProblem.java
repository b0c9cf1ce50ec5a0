package io.evobridge.resolver.query;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Entity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A request that cannot be answered: becomes an {@code application/problem+json} body (RFC 9457). */
public final class ApiProblem extends RuntimeException {

    private static final String TYPE_PREFIX = "urn:evobridge:problem:";

    private final int status;
    private final String word;
    private final transient Map<String, Object> members;

    /**
     * A problem.
     *
     * @param word what a program tells it by, such as {@code unknown-key}
     * @param detail what is wrong and what to do, for a person
     */
    ApiProblem(int status, String word, String detail) {
        this(status, word, detail, Map.of());
    }

    private ApiProblem(int status, String word, String detail, Map<String, Object> members) {
        super(detail);
        this.status = status;
        this.word = word;
        this.members = members;
    }

    /** The same with one more member; an {@code etag} is sent as a header too. */
    ApiProblem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new ApiProblem(status, word, String.valueOf(getMessage()), more);
    }

    /** The causal context of the record that the problem is about. */
    Optional<String> etag() {
        return Optional.ofNullable(members.get(ApiHeaders.ETAG)).map(String::valueOf);
    }

    static ApiProblem wrong(String word, String detail) {
        return new ApiProblem(400, word, detail);
    }

    static ApiProblem missing(String word, String detail) {
        return new ApiProblem(404, word, detail);
    }

    /** For a name that is no entity of the bridge. */
    static ApiProblem unknownEntity(Bridge bridge, String name) {
        return missing(
                "unknown-entity",
                "the bridge has no entity '" + name + "'; it has "
                        + bridge.entities().stream().map(Entity::name).collect(Collectors.joining(", ")));
    }

    /** For now: the same request may be answered in a moment. */
    static ApiProblem notNow(String word, String detail) {
        return new ApiProblem(503, word, detail);
    }

    public int status() {
        return status;
    }

    public String word() {
        return word;
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE_PREFIX + word);
        body.put("title", word.replace('-', ' '));
        body.put("status", status);
        body.put("detail", String.valueOf(getMessage()));
        body.putAll(members);
        return body;
    }
}
