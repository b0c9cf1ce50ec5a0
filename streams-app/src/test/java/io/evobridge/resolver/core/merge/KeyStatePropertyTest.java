package io.evobridge.resolver.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.Seeds;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyStatePropertyTest {

    private static final MergePolicy LWW = WholeRecord.LAST_WRITER_WINS;

    static java.util.stream.LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyOrderOfArrivalWithRepetitionsGivesTheSameStateAndWinner(long seed) {
        Random random = Seeds.random(seed);
        List<List<Version>> logs = logs(random, Seeds.size(seed));

        KeyState inOrder = mergeAll(interleave(logs, random, false));
        KeyState disturbed = mergeAll(interleave(logs, random, true));

        assertThat(disturbed.versions()).as("-Dseed=" + seed).isEqualTo(inOrder.versions());
        assertThat(disturbed.seen()).as("-Dseed=" + seed).isEqualTo(inOrder.seen());
        assertThat(LWW.decide(disturbed.versions())).isEqualTo(LWW.decide(inOrder.versions()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noVersionIsLostThatNobodyHadSeen(long seed) {
        Random random = Seeds.random(seed);
        List<List<Version>> logs = logs(random, Seeds.size(seed));

        KeyState state = mergeAll(interleave(logs, random, true));

        List<Version> all = logs.stream().flatMap(List::stream).toList();
        List<Version> unseen = all.stream()
                .filter(version -> all.stream().noneMatch(other -> other.replaces(version)))
                .toList();
        assertThat(state.versions()).as("-Dseed=" + seed).containsExactlyInAnyOrderElementsOf(unseen);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSequenceGrowsExactlyWithTheState(long seed) {
        Random random = Seeds.random(seed);
        KeyState state = KeyState.EMPTY;
        for (Version write : interleave(logs(random, Seeds.size(seed)), random, true)) {
            KeyState next = state.merge(write).state();

            int compared = Long.compareUnsigned(next.sequence(), state.sequence());
            boolean changed = !next.versions().equals(state.versions());
            assertThat(compared > 0).as("-Dseed=" + seed).isEqualTo(changed);
            assertThat(compared).isNotNegative();
            if (changed) {
                assertThat(Long.compareUnsigned(next.sequence(), write.hlc().bits()))
                        .isNotNegative();
            }
            state = next;
        }
    }

    private static KeyState mergeAll(List<Version> writes) {
        KeyState state = KeyState.EMPTY;
        for (Version write : writes) {
            state = state.merge(write).state();
        }
        return state;
    }

    /** Logs of three nodes that write one key and now and then learn of each other's writes. */
    private static List<List<Version>> logs(Random random, int writes) {
        List<List<Version>> logs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<VersionVector> seen =
                new ArrayList<>(List.of(VersionVector.EMPTY, VersionVector.EMPTY, VersionVector.EMPTY));
        for (int i = 0; i < writes; i++) {
            int writer = random.nextInt(3);
            if (random.nextBoolean()) {
                seen.set(writer, seen.get(writer).join(seen.get(random.nextInt(3))));
            }
            Dot dot = new Dot("n" + writer, new LogPosition(1, i));
            Image image = random.nextInt(5) == 0 ? null : new Image(1, new byte[] {(byte) i});
            logs.get(writer).add(new Version(dot, Hlc.of(random.nextInt(5), i), seen.get(writer), i, image));
            seen.set(writer, seen.get(writer).with(dot));
        }
        return logs;
    }

    /** One order of arrival that keeps each node's own; a disturbed one begins again from earlier places. */
    private static List<Version> interleave(List<List<Version>> logs, Random random, boolean disturbed) {
        int[] next = new int[logs.size()];
        List<Version> order = new ArrayList<>();
        int replays = disturbed ? 5 : 0;
        while (true) {
            List<Integer> unfinished = new ArrayList<>();
            for (int i = 0; i < logs.size(); i++) {
                if (next[i] < logs.get(i).size()) {
                    unfinished.add(i);
                }
            }
            if (unfinished.isEmpty() && replays == 0) {
                return order;
            }
            if (replays > 0 && (unfinished.isEmpty() || random.nextInt(8) == 0)) {
                int log = random.nextInt(logs.size());
                next[log] = next[log] == 0 ? 0 : random.nextInt(next[log]);
                replays--;
                continue;
            }
            int log = unfinished.get(random.nextInt(unfinished.size()));
            order.add(logs.get(log).get(next[log]++));
        }
    }
}
