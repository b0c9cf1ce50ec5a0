package io.evobridge.resolver.query;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final InetAddress ELSEWHERE = address(192, 0, 2, 7);

    private final Access open = new Access(Map.of());
    private final Access byToken = new Access(Map.of(Role.READ, "r", Role.OPERATE, "o"));

    @Test
    void withoutTokensOnlyThisMachineIsAnswered() {
        assertThatCode(() -> open.require(Role.OPERATE, Optional.empty(), HERE, "127.0.0.1:8095"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> open.require(Role.READ, Optional.empty(), ELSEWHERE, "127.0.0.1"))
                .hasMessageContaining("set resolver.api.token.read");
    }

    @Test
    void aPageOfTheWebThatNamesThisMachineIsRefused() {
        assertThatThrownBy(() -> open.require(Role.READ, Optional.empty(), HERE, "rebound.example:8095"))
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem -> org.assertj.core.api.Assertions.assertThat(problem.status())
                                .isEqualTo(403));
    }

    @Test
    void aTokenGivesItsRoleFromAnywhere() {
        assertThatCode(() -> byToken.require(Role.READ, Optional.of("Bearer r"), ELSEWHERE, "x"))
                .doesNotThrowAnyException();
        assertThatCode(() -> byToken.require(Role.READ, Optional.of("Bearer o"), ELSEWHERE, "x"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> byToken.require(Role.OPERATE, Optional.of("Bearer r"), HERE, "x"))
                .hasMessageContaining("resolver.api.token.operate");
    }

    @Test
    void noTokenAndAWrongOneAreToldApart() {
        assertThatThrownBy(() -> byToken.require(Role.READ, Optional.empty(), HERE, "127.0.0.1"))
                .hasMessageContaining("a token is needed");
        assertThatThrownBy(() -> byToken.require(Role.READ, Optional.of("Bearer x"), HERE, "127.0.0.1"))
                .hasMessageContaining("the token is not known");
    }

    @Test
    void aPageOfAnotherPlaceChangesNothing() {
        assertThatThrownBy(() -> open.requireSameOrigin(Optional.of("http://evil.example"), "127.0.0.1:8095"))
                .hasMessageContaining("pages of http://evil.example");
        assertThatCode(() -> open.requireSameOrigin(Optional.of("http://127.0.0.1:8095"), "127.0.0.1:8095"))
                .doesNotThrowAnyException();
        assertThatCode(() -> open.requireSameOrigin(Optional.empty(), "127.0.0.1:8095"))
                .doesNotThrowAnyException();
        // A page that knows the token is no stranger.
        assertThatCode(() -> byToken.requireSameOrigin(Optional.of("http://console.example"), "10.0.0.1"))
                .doesNotThrowAnyException();
    }

    private static InetAddress address(int... bytes) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]});
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
