package io.evobridge.resolver.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.DriftLimit;
import io.evobridge.resolver.core.causality.DriftPolicy;
import io.evobridge.resolver.core.causality.LogClock;
import io.evobridge.resolver.core.causality.VersionVector;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final Intake CLAMPING = intake(DriftPolicy.CLAMP);

    @Test
    void aWriteTakesItsCommitTime() {
        Taken taken = CLAMPING.take(KeyState.EMPTY, LogClock.START, write("a", 1, NOW), NOW);

        assertThat(stamp(taken)).isEqualTo(Hlc.of(NOW, 0));
        assertThat(taken.outcome()).containsInstanceOf(Outcome.Applied.class);
    }

    @Test
    void aWriteAfterARemoteValueWasSeenIsStampedAboveItThoughItsWallClockIsBehind() {
        Hlc remote = Hlc.of(NOW + 60_000, 3);
        LogClock after = LogClock.START.receive(remote, new LogPosition(0, 1), NOW * 1000, "tx-1");

        Taken taken = CLAMPING.take(KeyState.EMPTY, after, write("a", 2, NOW), NOW);

        assertThat(stamp(taken)).isEqualTo(remote.next());
    }

    @Test
    void aWriteThatHadSeenAVersionIsStampedAboveItThoughTheClockWasLost() {
        KeyState state = CLAMPING.take(KeyState.EMPTY, LogClock.START, write("a", 1, NOW), NOW)
                .outcome()
                .orElseThrow()
                .state();
        Write next = new Write(dot("a", 2), (NOW - 500) * 1000, state.seen(), null);

        Taken taken = CLAMPING.take(state, LogClock.START, next, NOW);

        assertThat(stamp(taken)).isGreaterThan(Hlc.of(NOW, 0));
        assertThat(taken.outcome()).containsInstanceOf(Outcome.Applied.class);
    }

    @Test
    void concurrentWritesOfTwoNodesAreAConflict() {
        KeyState state = CLAMPING.take(KeyState.EMPTY, LogClock.START, write("a", 1, NOW), NOW)
                .outcome()
                .orElseThrow()
                .state();

        Taken taken = CLAMPING.take(state, LogClock.START, write("b", 1, NOW - 1), NOW);

        assertThat(taken.outcome()).containsInstanceOf(Outcome.Conflict.class);
        Decision decision = WholeRecord.LAST_WRITER_WINS.decide(
                taken.outcome().orElseThrow().state().versions());
        assertThat(decision.winner().dot()).isEqualTo(dot("a", 1));
        assertThat(decision.reason()).startsWith("written last: a at ");
    }

    @Test
    void aCommitTimeTooFarAheadIsClampedOrRefusedOrAcceptedAsThePolicySays() {
        Write ahead = write("a", 1, NOW + 10_000);

        Taken clamped = CLAMPING.take(KeyState.EMPTY, LogClock.START, ahead, NOW);
        Taken refused = intake(DriftPolicy.QUARANTINE).take(KeyState.EMPTY, LogClock.START, ahead, NOW);
        Taken accepted = intake(DriftPolicy.ACCEPT).take(KeyState.EMPTY, LogClock.START, ahead, NOW);

        assertThat(stamp(clamped)).isEqualTo(Hlc.of(NOW + 5_000, 0));
        assertThat(clamped.drifted()).isTrue();
        assertThat(refused.outcome()).isEmpty();
        assertThat(refused.refusal()).contains("more than 5000 ms ahead", "set the clock of a");
        assertThat(stamp(accepted)).isEqualTo(Hlc.of(NOW + 10_000, 0));
        assertThat(accepted.drifted()).isTrue();
    }

    @Test
    void aCommitTimeThatNoClockCanHoldIsBroughtIntoRange() {
        Taken ancient = CLAMPING.take(KeyState.EMPTY, LogClock.START, write("a", 1, -5), NOW);
        Write never = new Write(dot("a", 2), Long.MAX_VALUE, VersionVector.EMPTY, null);
        Taken future = intake(DriftPolicy.ACCEPT).take(KeyState.EMPTY, LogClock.START, never, NOW);

        assertThat(stamp(ancient)).isEqualTo(new Hlc(1));
        assertThat(stamp(future).millis()).isEqualTo(Math.min(Long.MAX_VALUE / 1000, Hlc.MAX_MILLIS));
    }

    @Test
    void aLogThatBeganAnewIsRefusedInsteadOfTakenForAReplay() {
        Taken first = CLAMPING.take(KeyState.EMPTY, LogClock.START, write("a", 100, NOW), NOW);
        KeyState state = first.outcome().orElseThrow().state();

        Taken replay = CLAMPING.take(state, first.log(), write("a", 50, NOW - 10), NOW);
        Taken reset = CLAMPING.take(state, first.log(), write("a", 50, NOW + 3_000), NOW);

        assertThat(replay.outcome()).containsInstanceOf(Outcome.Superseded.class);
        assertThat(reset.outcome()).isEmpty();
        assertThat(reset.refusal()).contains("the log of a went back", "give it a new node name");
    }

    private static Intake intake(DriftPolicy policy) {
        return new Intake(new DriftLimit(5_000, policy));
    }

    private static Write write(String node, int position, long commitMillis) {
        return new Write(dot(node, position), commitMillis * 1000, VersionVector.EMPTY, new Image(1, new byte[0]));
    }

    private static Dot dot(String node, int position) {
        return new Dot(node, new LogPosition(0, position));
    }

    private static Hlc stamp(Taken taken) {
        KeyState state = taken.outcome().orElseThrow().state();
        return state.versions().get(state.versions().size() - 1).hlc();
    }
}
