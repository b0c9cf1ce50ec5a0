package io.evobridge.resolver.simulation;

import java.util.ArrayList;
import java.util.List;
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
        List<LocalWrite> writes = world.truth.writes().stream()
                .filter(write -> write.key().equals(key))
                .toList();
        if (writes.isEmpty()) {
            return;
        }
        Knowledge all = Knowledge.NONE;
        for (LocalWrite write : writes) {
            if (!resolver.store().truth(key).taken().get(write.id())) {
                throw new Violation("a write never reached the resolver: " + write);
            }
            all = all.with(write);
        }
        Expected expected = world.oracle.expect(all);
        if (!resolver.recordsMayBeLost()) {
            writes.forEach(write -> checkAccount(write, expected));
        }
        Row row = resolver.expected(
                key, expected, world.targets.get(world.partitions.of(key)).row(key));
        world.written.forEach(
                database -> agree(database.name, key, row, database.cell(key).row()));
        world.targets.stream()
                .filter(target -> target.isFor(world.partitions.of(key)))
                .forEach(target -> agree(target.toString(), key, row, target.row(key)));
    }

    private void checkAccount(LocalWrite write, Expected expected) {
        List<String> fields = new ArrayList<>(Row.FIELDS);
        fields.add(LocalWrite.RECORD);
        for (String field : fields) {
            if (world.oracle.contends(write, field) && !world.truth.isAccountedFor(write, field, expected)) {
                throw new Violation("a write is gone, unseen and unrecorded: " + field + " of " + write);
            }
        }
    }

    private static void agree(String who, String key, @Nullable Row expected, @Nullable Row found) {
        if (!Objects.equals(expected, found)) {
            throw new Violation("at the end " + who + " shows " + key + "=" + found + " instead of " + expected);
        }
    }
}
