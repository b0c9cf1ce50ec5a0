package io.evobridge.bridge.draft;

import io.evobridge.bridge.Node;
import io.evobridge.bridge.sql.FoundTable;
import io.evobridge.contract.CanonicalKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a first bridge file says: tables of the same name with the same primary key are one entity. What does not fit is
 * not guessed but named.
 *
 * @param nodes all databases
 * @param entities what is shared, in the order found
 * @param leftOut a sentence for each table that is in no entity
 */
record Draft(List<Node> nodes, List<DraftEntity> entities, List<String> leftOut) {

    /**
     * Finds what the databases share.
     *
     * @param tables by node, of each node with SQL
     */
    static Draft of(List<Node> nodes, Map<String, List<FoundTable>> tables) {
        Map<String, DraftEntity> entities = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        tables.forEach((node, found) -> {
            for (FoundTable table : found) {
                String name = table.table().name().toLowerCase(Locale.ROOT);
                refusal(name, node, table, entities.get(name))
                        .ifPresentOrElse(
                                reason -> leftOut.add(node + ": " + table.table() + ' ' + reason),
                                () -> entities.computeIfAbsent(
                                                name, any -> new DraftEntity(name, table.key(), new LinkedHashMap<>()))
                                        .tables()
                                        .put(node, table));
            }
        });
        boolean sinks = nodes.stream().anyMatch(node -> !node.type().isSql());
        for (DraftEntity entity : List.copyOf(entities.values())) {
            if (entity.tables().size() == 1 && !sinks) {
                entities.remove(entity.name());
                entity.tables()
                        .forEach((node, table) ->
                                leftOut.add(node + ": " + table.table() + " has no counterpart of the same name"));
            }
        }
        return new Draft(nodes, List.copyOf(entities.values()), leftOut);
    }

    private static Optional<String> refusal(String name, String node, FoundTable table, @Nullable DraftEntity same) {
        if (table.key().isEmpty()) {
            return Optional.of("has no primary key");
        }
        if (!CanonicalKey.isEntityName(name)) {
            return Optional.of("has a name that no entity can have: map it to one by hand");
        }
        if (same == null) {
            return Optional.empty();
        }
        if (same.tables().containsKey(node)) {
            return Optional.of("has the name of "
                    + Objects.requireNonNull(same.tables().get(node)).table());
        }
        if (!same.key().equals(table.key())) {
            return Optional.of("has the key " + table.key() + " where others have " + same.key()
                    + ": if they are the same, map its columns by hand");
        }
        return Optional.empty();
    }

    /** Columns that only some of an entity's tables have, as a sentence for each such table. */
    static List<String> differences(DraftEntity entity) {
        List<String> sentences = new ArrayList<>();
        entity.tables().forEach((node, table) -> {
            List<String> own = table.columns().keySet().stream()
                    .filter(column -> entity.tables().values().stream()
                            .map(FoundTable::columns)
                            .anyMatch(others -> !others.containsKey(column)))
                    .toList();
            if (!own.isEmpty()) {
                sentences.add("not everywhere, but in " + node + ": " + String.join(", ", own));
            }
        });
        return sentences;
    }

    /** Takes away tables that are not wanted; all are wanted if none is named. */
    static List<FoundTable> wanted(List<FoundTable> found, Set<String> names) {
        return names.isEmpty()
                ? found
                : found.stream()
                        .filter(table -> names.contains(table.table().name()))
                        .toList();
    }
}
