package io.evobridge.resolver.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.Seeds;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.DriftLimit;
import io.evobridge.resolver.core.causality.DriftPolicy;
import io.evobridge.resolver.core.causality.LogClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One node's log over a few keys, read by a resolver that dies anywhere and reads again from anywhere before. */
class IntakePropertyTest {

    private static final Intake INTAKE = new Intake(new DriftLimit(1_000, DriftPolicy.CLAMP));

    static java.util.stream.LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReplayAfterACrashGivesEveryWriteItsFirstStamp(long seed) {
        Random random = Seeds.random(seed);
        List<LoggedWrite> log = log(random, Seeds.size(seed) * 3);
        Replica undisturbed = new Replica();
        log.forEach(undisturbed::read);

        Replica crashing = new Replica();
        int at = 0;
        int crashes = 4;
        while (at < log.size()) {
            if (crashes > 0 && at > 0 && random.nextInt(10) == 0) {
                // The changelog is a prefix of the writes: at worst it holds the last key without its clock. That
                // write's offset is not committed then, so at least that write is read again.
                crashing.crash(random.nextBoolean());
                at = random.nextInt(at);
                crashes--;
            }
            if (at < log.size()) {
                crashing.read(log.get(at++));
            }
        }

        assertThat(crashing.stamps).as("-Dseed=" + seed).isEqualTo(undisturbed.stamps);
        assertThat(crashing.keys).as("-Dseed=" + seed).isEqualTo(undisturbed.keys);
        assertThat(crashing.clock).as("-Dseed=" + seed).isEqualTo(undisturbed.clock);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLaterWriteOfANodeIsAlwaysStampedAboveItsEarlierOnes(long seed) {
        Random random = Seeds.random(seed);
        Replica replica = new Replica();
        Hlc last = Hlc.ZERO;
        for (LoggedWrite write : log(random, Seeds.size(seed) * 3)) {
            replica.read(write);

            Hlc stamp = replica.stamps.getOrDefault(write.dot, Hlc.ZERO);
            assertThat(stamp).as("-Dseed=" + seed).isGreaterThan(last);
            last = stamp;
        }
    }

    private static List<LoggedWrite> log(Random random, int writes) {
        List<LoggedWrite> log = new ArrayList<>();
        long clock = 10_000;
        for (int i = 0; i < writes; i++) {
            clock += random.nextInt(6) == 0 ? -random.nextInt(3_000) : random.nextInt(3);
            long recordMillis = 9_000L + random.nextInt(3_000);
            log.add(new LoggedWrite(
                    new Dot("n", new LogPosition(1, i)), "k" + random.nextInt(4), clock * 1_000, recordMillis));
        }
        return log;
    }

    private record LoggedWrite(Dot dot, String key, long commitMicros, long recordMillis) {}

    private static final class Replica {
        private final Map<String, KeyState> keys = new HashMap<>();
        private final Map<Dot, Hlc> stamps = new HashMap<>();
        private LogClock clock = LogClock.START;
        private LogClock clockBefore = LogClock.START;

        void read(LoggedWrite logged) {
            KeyState before = keys.getOrDefault(logged.key, KeyState.EMPTY);
            Write write = new Write(
                    logged.dot, logged.commitMicros, SeenBefore.LOG.context("n", before), new Image(1, new byte[] {1}));
            Taken taken = INTAKE.take(before, clock, write, logged.recordMillis);
            clockBefore = clock;
            clock = taken.log();
            KeyState after = taken.outcome().orElseThrow().state();
            keys.put(logged.key, after);
            for (Version version : after.versions()) {
                Hlc first = stamps.putIfAbsent(version.dot(), version.hlc());
                assertThat(first == null || first.equals(version.hlc())).isTrue();
            }
        }

        void crash(boolean clockLost) {
            if (clockLost) {
                clock = clockBefore;
            }
        }
    }
}
