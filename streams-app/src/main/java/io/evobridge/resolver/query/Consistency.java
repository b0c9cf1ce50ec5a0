package io.evobridge.resolver.query;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How fresh an answer must be, as the client wants it.
 *
 * @param maxMillis bounded: the answer contains everything that was captured longer ago than this
 * @param maxVersions bounded: the answer lacks at most so many captured records of each partition that it is from
 * @param timeout how long the answer is waited for
 */
record Consistency(ConsistencyLevel level, OptionalLong maxMillis, OptionalLong maxVersions, Duration timeout) {

    static final String LEVEL = "consistency";
    static final String MAX_MILLIS = "max.staleness.ms";
    static final String MAX_VERSIONS = "max.staleness.versions";
    static final String TIMEOUT = "timeout.ms";

    static final int MAX_TIMEOUT_MILLIS = 120_000;

    /** What a request can say. */
    static final Set<String> PARAMETERS = Set.of(LEVEL, MAX_MILLIS, MAX_VERSIONS, TIMEOUT);

    private static final int DEFAULT_TIMEOUT_MILLIS = 5_000;
    private static final int DEFAULT_BOUND_MILLIS = 5_000;
    private static final int MOST = Integer.MAX_VALUE;

    /** Reads a request; throws {@link ApiProblem} for one that contradicts itself. */
    static Consistency of(ApiRequest request, ConsistencyLevel otherwise) {
        OptionalLong millis = bound(request, MAX_MILLIS);
        OptionalLong versions = bound(request, MAX_VERSIONS);
        boolean bounded = millis.isPresent() || versions.isPresent();
        ConsistencyLevel level;
        try {
            level = request.parameter(LEVEL)
                    .map(ConsistencyLevel::of)
                    .orElse(bounded ? ConsistencyLevel.BOUNDED : otherwise);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.wrong("bad-parameter", LEVEL + " " + e.getMessage());
        }
        if (bounded && level != ConsistencyLevel.BOUNDED) {
            throw ApiProblem.wrong(
                    "bad-parameter",
                    MAX_MILLIS + " and " + MAX_VERSIONS + " are for " + LEVEL + "=bounded, not " + level.word());
        }
        if (level == ConsistencyLevel.BOUNDED && !bounded) {
            millis = OptionalLong.of(DEFAULT_BOUND_MILLIS);
        }
        return new Consistency(level, millis, versions, timeout(request, DEFAULT_TIMEOUT_MILLIS));
    }

    static Duration timeout(ApiRequest request, int otherwiseMillis) {
        return Duration.ofMillis(request.number(TIMEOUT, otherwiseMillis, 0, MAX_TIMEOUT_MILLIS));
    }

    private static OptionalLong bound(ApiRequest request, String name) {
        return request.parameter(name).isPresent()
                ? OptionalLong.of(request.number(name, 0, 0, MOST))
                : OptionalLong.empty();
    }
}
