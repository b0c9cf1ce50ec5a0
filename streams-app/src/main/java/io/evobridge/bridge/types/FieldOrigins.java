package io.evobridge.bridge.types;

import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Mapping;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeType;
import io.evobridge.bridge.sql.FoundColumn;
import io.evobridge.bridge.sql.FoundTable;
import io.evobridge.contract.mapping.Conversion;
import io.evobridge.contract.mapping.Scale;
import io.evobridge.contract.mapping.Split;
import io.evobridge.contract.mapping.ValueMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields that a table brings, as its mapping reads them. */
final class FieldOrigins {

    private final Entity entity;
    private final Mapping mapping;
    private final NodeType database;
    private final FoundTable table;

    private FieldOrigins(Entity entity, Mapping mapping, NodeType database, FoundTable table) {
        this.entity = entity;
        this.mapping = mapping;
        this.database = database;
        this.table = table;
    }

    /** In the order of the columns; fields of several columns last. */
    static List<FieldOrigin> of(Entity entity, Node node, FoundTable table) {
        Mapping mapping = entity.on(node).orElseThrow();
        FieldOrigins origins = new FieldOrigins(entity, mapping, node.type(), table);
        List<FieldOrigin> fields = new ArrayList<>();
        table.columns().forEach((name, column) -> origins.plain(name, column).ifPresent(fields::add));
        mapping.rules()
                .splits()
                .forEach((name, split) -> origins.split(name, split).ifPresent(fields::add));
        return fields;
    }

    private Optional<FieldOrigin> plain(String name, FoundColumn column) {
        if (mapping.exclude().contains(name)
                || mapping.rules().constantOf(name) != null
                || mapping.rules().splitFieldOf(name).isPresent()) {
            return Optional.empty();
        }
        String field = mapping.fieldOf(name);
        CanonicalType type =
                converted(canonical(database, column), mapping.rules().conversionOf(field));
        String described = mapping.rules().conversionOf(field) == null ? column.type() : column.type() + " converted";
        return Optional.of(new FieldOrigin(
                entity.name(),
                field,
                described,
                column.charset(),
                type,
                column.nullable(),
                entity.key().contains(field)));
    }

    private Optional<FieldOrigin> split(String name, Split split) {
        List<FoundColumn> parts = split.columns().stream()
                .flatMap(column -> table.column(column).stream())
                .toList();
        if (parts.size() < split.columns().size()) {
            return Optional.empty();
        }
        long separators = (long) split.by().length() * (parts.size() - 1);
        long length = separators
                + parts.stream()
                        .mapToLong(part -> Math.min(
                                Integer.MAX_VALUE,
                                canonical(database, part).values().textLength()))
                        .sum();
        Text text = length >= Integer.MAX_VALUE ? Text.UNLIMITED : Text.of(length, "", false);
        return Optional.of(new FieldOrigin(
                entity.name(),
                name,
                parts.stream().map(FoundColumn::type).collect(Collectors.joining(" + ")),
                "",
                CanonicalType.text(text),
                parts.stream().allMatch(FoundColumn::nullable),
                false));
    }

    static CanonicalType canonical(NodeType database, FoundColumn column) {
        return database == NodeType.POSTGRESQL ? PostgreSqlTypes.of(column) : BinlogTypes.of(column);
    }

    private static CanonicalType converted(CanonicalType column, @Nullable Conversion conversion) {
        if (conversion == null) {
            return column;
        } else if (conversion instanceof Scale scale && column.values() instanceof Numbers numbers) {
            Numbers field = numbers.inUnits(scale.digits());
            int places = Math.max(0, field.scale());
            return column.equals(CanonicalType.VARIABLE_SCALE_DECIMAL)
                    ? column
                    : new CanonicalType("Decimal(" + field.precision() + "," + places + ")", field);
        } else if (conversion instanceof ValueMap map) {
            return words(map);
        }
        return CanonicalType.VARIABLE_SCALE_DECIMAL;
    }

    private static CanonicalType words(ValueMap map) {
        List<String> words = List.copyOf(map.fieldByColumn().values());
        return switch (map.kind()) {
            case BOOLEAN -> CanonicalType.BOOLEAN;
            case WHOLE -> {
                List<BigDecimal> numbers =
                        words.stream().map(BigDecimal::new).sorted().toList();
                yield new CanonicalType("int64", new Numbers(numbers.get(0), numbers.get(numbers.size() - 1), 0));
            }
            case TEXT -> new CanonicalType("string", new Words(words, false));
        };
    }
}
