package io.evobridge.resolver.query;

import org.jspecify.annotations.Nullable;

/**
 * What became of a write.
 *
 * @param token of the write, the same for a request that is repeated
 * @param position in the log of the API
 * @param resolved whether the resolver has taken it in; it will, where it has not yet
 * @param repeated whether the request had been written before
 * @param record as it is now; null while it is not resolved
 */
record WriteAnswer(
        String token,
        String position,
        boolean resolved,
        boolean repeated,
        @Nullable RecordAnswer record) {}
