package io.evobridge.resolver.query;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Node;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.Hlc;
import io.evobridge.resolver.core.merge.FieldMerging;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.Resolved;
import io.evobridge.resolver.core.merge.Version;
import io.evobridge.resolver.core.merge.field.Written;
import io.evobridge.resolver.query.RecordAnswer.ContenderAnswer;
import io.evobridge.resolver.query.RecordAnswer.NodeAnswer;
import io.evobridge.resolver.query.RecordAnswer.VersionAnswer;
import io.evobridge.resolver.wire.AvroRecords;
import io.evobridge.resolver.wire.ReadableRecords;
import io.evobridge.resolver.wire.SchemaCatalog;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Describes the state of a key: key state → answer. Safe for use by many threads. */
final class RecordDescriber {

    private final Bridge bridge;
    private final Merges merges;
    private final SchemaCatalog catalog;
    private final ReadableRecords readable;
    private final int fuseRefusals;

    RecordDescriber(Bridge bridge, Merges merges, SchemaCatalog catalog, int fuseRefusals) {
        this.bridge = bridge;
        this.merges = merges;
        this.catalog = catalog;
        this.readable = new ReadableRecords(catalog);
        this.fuseRefusals = fuseRefusals;
    }

    Merges merges() {
        return merges;
    }

    SchemaCatalog catalog() {
        return catalog;
    }

    ReadableRecords readable() {
        return readable;
    }

    RecordAnswer describe(CanonicalKey key, KeyState state) {
        Resolved resolved = resolve(key, state);
        Version winner = resolved.version();
        return new RecordAnswer(
                key.entity(),
                key.toString().substring(key.entity().length() + 1),
                resolved.image() == null,
                fields(resolved.image()),
                winner.hlc().toString(),
                winner.dot().node(),
                Positions.time(winner.commitMicros()),
                new Hlc(state.sequence()).toString(),
                state.versions().size() > 1,
                state.versions().stream()
                        .map(version -> version(version, version.equals(winner)))
                        .toList(),
                Positions.of(state.seen()),
                contests(state),
                nodes(key, state),
                new Token(key, state.seen()).toString());
    }

    /** A record of its own for each call: what it uses is not for many threads. */
    Resolved resolve(CanonicalKey key, KeyState state) {
        return new FieldMerging(new AvroRecords(catalog)).resolve(state, merges.of(key.entity()));
    }

    private VersionAnswer version(Version version, boolean won) {
        return new VersionAnswer(
                version.dot().node(),
                version.dot().position().toString(),
                version.hlc().toString(),
                Positions.time(version.commitMicros()),
                version.snapshot(),
                won,
                version.isDeletion(),
                Positions.of(version.context()),
                fields(version.image()));
    }

    @Nullable
    Map<String, @Nullable Object> fields(@Nullable Image image) {
        return image == null ? null : readable.image(image);
    }

    private static SortedMap<String, List<ContenderAnswer>> contests(KeyState state) {
        SortedMap<String, List<ContenderAnswer>> contests = new TreeMap<>();
        for (String field : state.fields().states().keySet()) {
            List<Written> contenders = state.fields().contenders(field);
            if (contenders.stream().map(Written::value).distinct().count() > 1) {
                contests.put(
                        field,
                        contenders.stream()
                                .map(Written::stamp)
                                .map(stamp -> new ContenderAnswer(
                                        stamp.dot().node(), stamp.hlc().toString()))
                                .toList());
            }
        }
        return contests;
    }

    private List<NodeAnswer> nodes(CanonicalKey key, KeyState state) {
        return bridge.entities().stream()
                .filter(entity -> entity.name().equals(key.entity()))
                .flatMap(entity ->
                        bridge.nodes().stream().filter(node -> entity.on(node).isPresent()))
                .map(node -> node(node, state))
                .toList();
    }

    private NodeAnswer node(Node node, KeyState state) {
        boolean writable = bridge.writable().contains(node);
        int refusals = state.view(node.name()).refusals();
        String word = !writable
                ? node.direction().isWritten() ? "unknown" : "not-written"
                : state.isHeldBy(node.name()) ? "applied" : refusals >= fuseRefusals ? "parked" : "pending";
        return new NodeAnswer(
                node.name(),
                node.type().word(),
                node.direction().name().toLowerCase(Locale.ROOT),
                word,
                writable
                        ? Positions.of(
                                state.contained().beyond(state.view(node.name()).seen()))
                        : new TreeMap<>(),
                refusals);
    }
}
