package io.evobridge.resolver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.LogClock;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.SeenBefore;
import io.evobridge.resolver.core.merge.SinkTransaction;
import io.evobridge.resolver.core.merge.Version;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateCodecTest {

    @Test
    void aKeyComesBackWithItsVersionsAndViews() {
        KeyState state = written(written(KeyState.EMPTY, "a", 1, new Image(7, new byte[] {1, 2})), "b", -1, null);
        KeyState seen = state.wrote(new Dot("a", new LogPosition(3, 1)), -5)
                .applied(new SinkTransaction("b", new LogPosition(4, 0), "0-11-8"), state.seen(), 9)
                .refused(new SinkTransaction("b", new LogPosition(5, 0), null), 10, 12)
                .told(node -> 13);

        assertThat(StateCodec.readState(StateCodec.write(seen))).isEqualTo(seen);
    }

    @Test
    void aClockComesBackWithItsTransaction() {
        LogClock clock = LogClock.START.receive(Hlc.of(5, 6), new LogPosition(-1, 2), 8, "0-11-8");

        assertThat(StateCodec.readClock(StateCodec.write(clock))).isEqualTo(clock);
        assertThat(StateCodec.readClock(StateCodec.write(LogClock.START))).isEqualTo(LogClock.START);
    }

    @Test
    void whatAnEarlierResolverWroteIsRead() {
        KeyState state = written(KeyState.EMPTY, "a", 1, new Image(7, new byte[] {1, 2}));
        LogClock clock = LogClock.START.receive(Hlc.of(5, 6), new LogPosition(-1, 2), 8, null);

        assertThat(StateCodec.readState(earlier(StateCodec.write(state), Short.BYTES)))
                .isEqualTo(state);
        assertThat(StateCodec.readClock(earlier(StateCodec.write(clock), 1))).isEqualTo(clock);
    }

    @Test
    void whatALaterResolverWroteIsRefused() {
        byte[] later = StateCodec.write(KeyState.EMPTY);
        later[0] = 99;

        assertThatThrownBy(() -> StateCodec.readState(later))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holds format 99, this resolver reads up to");
    }

    /** Format 1 ended before the views of a key and before the transaction of a clock. */
    private static byte[] earlier(byte[] present, int added) {
        byte[] earlier = Arrays.copyOf(present, present.length - added);
        earlier[0] = 1;
        return earlier;
    }

    private static KeyState written(KeyState state, String node, long major, @Nullable Image image) {
        Dot dot = new Dot(node, new LogPosition(major, 1));
        return state.merge(new Version(dot, Hlc.of(3, 4), SeenBefore.LOG.context(node, state), 11, image))
                .state();
    }
}
