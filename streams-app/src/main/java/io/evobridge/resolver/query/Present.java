package io.evobridge.resolver.query;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a key is when somebody wants to write it.
 *
 * @param state empty where nobody has written it
 * @param image the merged record; null where there is none
 */
record Present(
        CanonicalKey key,
        Optional<KeyState> state,
        @Nullable Image image) {

    boolean exists() {
        return image != null;
    }

    /** Every write that it contains or that was replaced. */
    VersionVector seen() {
        return state.map(KeyState::seen).orElse(VersionVector.EMPTY);
    }

    /** For a writer who has not seen it; tells what it is now. */
    ApiProblem changed(int status, String word, String detail) {
        return new ApiProblem(status, word, detail).with(ApiHeaders.ETAG, Token.etag(seen()));
    }
}
