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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The logs of two writable nodes about one key: local writes, and sinks that apply the state or refuse to. */
class KeyViewsPropertyTest {

    static java.util.stream.LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readingAnyPartOfTheLogsAgainChangesNothing(long seed) {
        Random random = Seeds.random(seed);
        World world = new World(random);
        for (int i = 0; i < Seeds.size(seed) * 2; i++) {
            world.step();
        }
        KeyState state = world.state;

        KeyState again = state;
        for (UnaryOperator<KeyState> event :
                world.events.subList(random.nextInt(world.events.size()), world.events.size())) {
            again = event.apply(again);
        }

        assertThat(again).as("-Dseed=" + seed).isEqualTo(state);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aNodeIsSaidToHoldTheStateOnlyWhereItsRowIsTheState(long seed) {
        Random random = Seeds.random(seed);
        World world = new World(random);
        for (int i = 0; i < Seeds.size(seed) * 2; i++) {
            world.step();
            for (String node : World.NODES) {
                if (world.state.isHeldBy(node)) {
                    assertThat(world.row.get(World.NODES.indexOf(node)))
                            .as("-Dseed=" + seed + " " + node + " after event " + i)
                            .isEqualTo(world.state.seen());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWriteReplacesWhatItsRowHadShownAndNothingElse(long seed) {
        Random random = Seeds.random(seed);
        World world = new World(random);
        for (int i = 0; i < Seeds.size(seed) * 2; i++) {
            List<Version> before = world.state.versions();
            world.step();
            Version written = world.written;
            if (written != null) {
                VersionVector shown =
                        world.shown.get(World.NODES.indexOf(written.dot().node()));
                for (Version version : before) {
                    assertThat(world.state.versions().contains(version))
                            .as("-Dseed=" + seed + " " + version.dot() + " after event " + i)
                            .isEqualTo(!shown.covers(version.dot()));
                }
            }
        }
    }

    /** Knows what each row really holds, whatever the views say. */
    private static final class World {
        static final List<String> NODES = List.of("a", "b");

        final Random random;
        final List<UnaryOperator<KeyState>> events = new ArrayList<>();
        /** The writes that each node's row consists of. */
        final List<VersionVector> row = new ArrayList<>(List.of(VersionVector.EMPTY, VersionVector.EMPTY));
        /** The writes that each node's row had ever consisted of. */
        final List<VersionVector> shown = new ArrayList<>(List.of(VersionVector.EMPTY, VersionVector.EMPTY));
        /** States that were sent, which sinks may apply at any time, also an older one after a newer one. */
        final List<VersionVector> sent = new ArrayList<>();

        KeyState state = KeyState.EMPTY;

        @Nullable
        Version written;

        int at;

        World(Random random) {
            this.random = random;
            write("a");
        }

        void step() {
            written = null;
            String node = NODES.get(random.nextInt(2));
            switch (random.nextInt(3)) {
                case 0 -> write(node);
                case 1 -> apply(node);
                default -> refuse(node);
            }
        }

        private void write(String node) {
            Dot dot = new Dot(node, new LogPosition(1, ++at));
            int index = NODES.indexOf(node);
            Version version = new Version(
                    dot, Hlc.of(at, 0), SeenBefore.LOG.context(node, state), at, new Image(1, new byte[] {1}));
            row.set(index, shown.get(index).with(dot));
            read(key -> key.merge(version).state().wrote(dot, dot.position().minor()));
            written = version;
            // After the check of what it replaced.
            shown.set(index, shown.get(index).with(dot));
            sent.add(state.seen());
        }

        private void apply(String node) {
            VersionVector given = sent.get(random.nextInt(sent.size()));
            int index = NODES.indexOf(node);
            SinkTransaction by = transaction(node);
            row.set(index, given);
            shown.set(index, shown.get(index).join(given));
            read(key -> key.applied(by, given, by.at().minor()));
        }

        private void refuse(String node) {
            SinkTransaction by = transaction(node);
            long print =
                    random.nextBoolean() ? state.view(node).print() : by.at().minor();
            read(key -> key.refused(by, print, at));
        }

        private SinkTransaction transaction(String node) {
            return new SinkTransaction(node, new LogPosition(1, ++at), "sink-" + at);
        }

        private void read(UnaryOperator<KeyState> event) {
            events.add(event);
            state = event.apply(state);
        }
    }
}
