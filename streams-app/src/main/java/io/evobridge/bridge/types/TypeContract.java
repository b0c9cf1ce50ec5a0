package io.evobridge.bridge.types;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Direction;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Mapping;
import io.evobridge.bridge.Nearest;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.SqlTable;
import io.evobridge.bridge.sql.FoundColumn;
import io.evobridge.bridge.sql.FoundTable;
import io.evobridge.contract.mapping.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of every field of a bridge on every way that it can take, judged from the types of the columns before
 * anything runs.
 *
 * @param lines in the order of entities, sources, columns and targets
 * @param problems what stands in the way: a sentence for each field that would lose something without being accepted, or
 *     that has no column
 */
public record TypeContract(List<TypeLine> lines, List<String> problems) {

    public TypeContract {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    /**
     * Judges a bridge.
     *
     * @param tables by node, as their databases describe them; a node that could not be asked is left out
     */
    public static TypeContract of(Bridge bridge, Map<String, List<FoundTable>> tables) {
        Judge judge = new Judge(bridge, tables);
        bridge.entities().forEach(judge::entity);
        return new TypeContract(judge.lines, judge.problems);
    }

    /** Gathers lines and problems, one entity after the other. */
    private static final class Judge {

        private final Bridge bridge;
        private final Map<String, List<FoundTable>> tables;
        private final List<TypeLine> lines = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        Judge(Bridge bridge, Map<String, List<FoundTable>> tables) {
            this.bridge = bridge;
            this.tables = tables;
        }

        void entity(Entity entity) {
            Map<Node, List<FieldOrigin>> origins = new LinkedHashMap<>();
            for (Node source : bridge.sources()) {
                table(entity, source)
                        .filter(FoundTable::isThere)
                        .ifPresent(table -> origins.put(source, FieldOrigins.of(entity, source, table)));
            }
            for (Node target : bridge.sinks()) {
                entity.on(target).ifPresent(mapping -> target(entity, target, mapping, origins));
            }
        }

        private Optional<FoundTable> table(Entity entity, Node node) {
            Optional<SqlTable> name = entity.on(node).flatMap(Mapping::table);
            return tables.getOrDefault(node.name(), List.of()).stream()
                    .filter(found -> name.isPresent() && found.table().equals(name.get()))
                    .findFirst();
        }

        private void target(Entity entity, Node target, Mapping mapping, Map<Node, List<FieldOrigin>> origins) {
            List<TypeLine> own = new ArrayList<>();
            Set<String> withoutColumn = new LinkedHashSet<>();
            Set<String> fields = new TreeSet<>();
            origins.forEach((source, brought) -> {
                for (FieldOrigin field : brought) {
                    fields.add(field.name());
                    if (source.equals(target) || isLeftOut(mapping, field.name())) {
                        continue;
                    }
                    Optional<FixedTypes.Place> place = place(entity, target, mapping, source, field, withoutColumn);
                    place.ifPresent(found -> own.add(line(source, target, mapping, field, found)));
                }
            });
            lines.addAll(own);
            refusals(entity, target, mapping, own);
            withoutColumn.forEach(field -> problems.add("entity " + entity.name() + ": table " + mapping.sqlTable()
                    + " of node " + target.name() + " has no column for field " + field
                    + ": add it, name it in 'columns' of the mapping, or leave it out with exclude: [" + field + "]"));
            for (String accepted : mapping.acceptedLossy()) {
                if (!fields.isEmpty() && !fields.contains(accepted)) {
                    problems.add("entity " + entity.name() + ": accept.lossy of node " + target.name() + " has '"
                            + accepted + "', which is no field" + Nearest.choice(accepted, fields));
                }
            }
        }

        private static boolean isLeftOut(Mapping mapping, String field) {
            List<String> included = list(mapping, "field.include.list");
            return mapping.exclude().contains(mapping.columnOf(field))
                    || list(mapping, "field.exclude.list").contains(field)
                    || (!included.isEmpty() && !included.contains(field));
        }

        private static List<String> list(Mapping mapping, String setting) {
            return Arrays.stream(mapping.settings().getOrDefault(setting, "").split(",", -1))
                    .map(String::trim)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }

        /** Empty where nothing is to be judged: the table is not known, or the database computes the column. */
        private Optional<FixedTypes.Place> place(
                Entity entity,
                Node target,
                Mapping mapping,
                Node source,
                FieldOrigin field,
                Set<String> withoutColumn) {
            if (!target.type().isSql()) {
                return Optional.of(FixedTypes.of(target, mapping, field));
            }
            Optional<FoundTable> table = table(entity, target);
            if (table.isEmpty()) {
                return Optional.empty();
            }
            Split split = mapping.rules().splits().get(field.name());
            if (split != null) {
                return intoParts(target, table.get(), split, field);
            }
            Optional<FoundColumn> column = table.get().column(mapping.columnOf(field.name()));
            if (column.isEmpty()) {
                if (mapping.createsColumns(target)) {
                    return Optional.of(created(target, mapping, field));
                } else if (table.get().isThere()) {
                    withoutColumn.add(field.name());
                }
                return Optional.empty();
            } else if (column.get().generated()) {
                return Optional.empty();
            }
            return Optional.of(intoColumn(target, mapping, source, field, column.get()));
        }

        private static FixedTypes.Place intoColumn(
                Node target, Mapping mapping, Node source, FieldOrigin field, FoundColumn column) {
            boolean plain = mapping.rules().conversionOf(field.name()) == null;
            boolean same = source.type() == target.type() && plain && field.isOfType(column);
            Fit fit = same ? Fit.LOSSLESS : fit(target, mapping, field, column);
            boolean refusesNull = field.nullable() && !column.nullable() && !field.key();
            if (refusesNull) {
                fit = Fit.lossy(fit.isLossy() ? fit.why() + ", and refuses null" : "refuses null");
            }
            return new FixedTypes.Place(column.type(), fit);
        }

        private static Fit fit(Node target, Mapping mapping, FieldOrigin field, FoundColumn column) {
            Values values = FieldOrigins.canonical(target.type(), column).values();
            return ColumnFit.of(field.type().values(), values, mapping.rules().conversionOf(field.name()));
        }

        private static FixedTypes.Place created(Node target, Mapping mapping, FieldOrigin field) {
            String type = CreatedTypes.of(target.type(), field.type(), field.key());
            FoundColumn column = new FoundColumn(type, "", List.of(), !field.key(), false);
            return new FixedTypes.Place(type + " (new)", fit(target, mapping, field, column));
        }

        /** The first part may have to take all. */
        private static Optional<FixedTypes.Place> intoParts(
                Node target, FoundTable table, Split split, FieldOrigin field) {
            FixedTypes.@Nullable Place narrowest = null;
            for (String part : split.columns()) {
                Optional<FoundColumn> column = table.column(part);
                if (column.isEmpty()) {
                    return Optional.empty();
                }
                Values values =
                        FieldOrigins.canonical(target.type(), column.get()).values();
                Fit fit = field.type().values().into(values);
                if (narrowest == null || fit.grade().compareTo(narrowest.fit().grade()) > 0) {
                    narrowest = new FixedTypes.Place(column.get().type(), fit);
                }
            }
            return Optional.ofNullable(narrowest);
        }

        private static TypeLine line(
                Node source, Node target, Mapping mapping, FieldOrigin field, FixedTypes.Place place) {
            return new TypeLine(
                    field.entity(),
                    field.name(),
                    source.name(),
                    field.column(),
                    field.type().name(),
                    target.name(),
                    place.type(),
                    place.fit().grade(),
                    place.fit().why(),
                    place.fit().isLossy() && mapping.acceptedLossy().contains(field.name()));
        }

        private void refusals(Entity entity, Node target, Mapping mapping, List<TypeLine> own) {
            Set<String> accepted = new LinkedHashSet<>(mapping.acceptedLossy());
            own.stream().filter(TypeLine::isRefused).map(TypeLine::field).forEach(accepted::add);
            for (TypeLine line : own) {
                if (line.isRefused()) {
                    String other = target.direction() == Direction.BOTH ? " or the other one" : "";
                    problems.add("entity " + entity.name() + ": field " + line.field() + " is lossy from "
                            + line.source() + " (" + line.sourceType() + ") into " + target.name() + " ("
                            + line.targetType() + "), which " + line.why() + ": change the column" + other
                            + ", or accept it in the mapping of " + target.name() + ": accept.lossy: ["
                            + String.join(", ", accepted) + "]");
                }
            }
        }
    }
}
