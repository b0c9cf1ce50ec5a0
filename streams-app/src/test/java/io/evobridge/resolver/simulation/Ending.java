package io.evobridge.resolver.simulation;

import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Version;
import io.evobridge.resolver.core.merge.WholeRecord;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must be true once a world has come to rest. */
final class Ending {

    private final World world;

    Ending(World world) {
        this.world = world;
    }

    void check() {
        for (String key : world.keys) {
            check(key);
        }
    }

    private void check(String key) {
        ResolverTask resolver = world.resolvers.get(world.partitions.of(key));
        KeyState state = resolver.state(key);
        BitSet all = new BitSet();
        world.truth.writes().stream().filter(write -> write.key().equals(key)).forEach(write -> all.set(write.id()));
        if (all.isEmpty()) {
            return;
        }
        all.stream().mapToObj(world.truth::write).forEach(write -> {
            if (!resolver.store().truth(key).get(write.id())) {
                throw new Violation("a write never reached the resolver: " + write);
            }
            if (!resolver.recordsMayBeLost() && !world.truth.isAccountedFor(write, all)) {
                throw new Violation("a write is gone, unseen and unrecorded: " + write);
            }
        });
        Version winner = WholeRecord.LAST_WRITER_WINS.decide(state.versions()).winner();
        Row expected = world.truth.named(winner.dot(), key).after();
        world.databases
                .values()
                .forEach(database ->
                        agree(database.name, key, expected, database.cell(key).row()));
        agree(
                "the fenced target",
                key,
                expected,
                world.targets.get(world.partitions.of(key)).row(key));
    }

    private static void agree(String who, String key, @Nullable Row expected, @Nullable Row found) {
        if (!Objects.equals(expected, found)) {
            throw new Violation("at the end " + who + " shows " + key + "=" + found + " instead of " + expected);
        }
    }
}
