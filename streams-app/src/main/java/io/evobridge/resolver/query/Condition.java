package io.evobridge.resolver.query;

import io.evobridge.resolver.core.causality.VersionVector;
import java.util.Optional;

/**
 * What must hold for a write: the headers If-Match and If-None-Match.
 *
 * @param match what the writer has seen of the key; empty for anything
 * @param absent whether there must be no record
 */
record Condition(Optional<VersionVector> match, boolean absent) {

    static Condition of(ApiRequest request) {
        Optional<String> none = request.header(ApiHeaders.IF_NONE_MATCH);
        if (none.isPresent() && !none.get().equals("*")) {
            throw ApiProblem.wrong("bad-condition", "If-None-Match can only be *: there must be no record yet");
        }
        Optional<VersionVector> match = request.header(ApiHeaders.IF_MATCH).map(Token::context);
        if (match.isPresent() && none.isPresent()) {
            throw ApiProblem.wrong("bad-condition", "send If-Match or If-None-Match, not both");
        }
        return new Condition(match, none.isPresent());
    }

    boolean isAny() {
        return match.isEmpty() && !absent;
    }

    /** Throws {@link ApiProblem} where it does not hold. */
    void require(Present present) {
        if (absent && present.exists()) {
            throw present.changed(412, "exists", present.key() + " is there already; send If-Match to replace it");
        }
        if (match.isPresent() && present.state().isEmpty()) {
            throw present.changed(412, "changed", "nobody has written " + present.key());
        }
        if (match.isPresent() && !match.get().covers(present.seen())) {
            throw present.changed(
                    412,
                    "changed",
                    present.key()
                            + " was written since; read it again, and send If-Match with the ETag of that answer");
        }
    }
}
