package io.evobridge.resolver.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.VersionVector;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenTest {

    private final VersionVector seen =
            VersionVector.of(Map.of("crm", new LogPosition(7, 1), "shop", new LogPosition(-1, 0)));

    @Test
    void aTokenIsReadBackAsItWasWritten() {
        Token token = new Token(CanonicalKey.parse("customer/Zo%C3%AB"), seen);

        assertThat(Token.parse(token.toString())).isEqualTo(token);
        assertThat(token.toString()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void anEntityTagIsReadBackAsItWasWritten() {
        assertThat(Token.context(Token.etag(seen))).isEqualTo(seen);
        assertThat(Token.context(Token.etag(VersionVector.EMPTY))).isEqualTo(VersionVector.EMPTY);
    }

    @Test
    void whatWasNotHandedOutIsRefused() {
        for (String wrong : new String[] {"", "x", "Y3VzdG9tZXIvMQ", "%%%", "Y3VzdG9tZXIvMQp4"}) {
            assertThatThrownBy(() -> Token.parse(wrong)).as(wrong).isInstanceOf(ApiProblem.class);
        }
        for (String wrong : new String[] {"", "*", "W/\"x\"", "x", "\"%\"", "\"eA\""}) {
            assertThatThrownBy(() -> Token.context(wrong)).as(wrong).isInstanceOf(ApiProblem.class);
        }
    }
}
