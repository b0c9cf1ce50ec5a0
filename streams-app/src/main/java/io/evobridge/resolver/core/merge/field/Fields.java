package io.evobridge.resolver.core.merge.field;

import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All fields of one key, each merged for itself: concurrent changes of different fields both stay. Immutable.
 *
 * <p>Law: the fields depend on the set of row writes taken in alone: any order that keeps each node's own, with any
 * writes repeated, gives the same. This holds for writes whose log tells the row before; where it does not, a field
 * counts as changed when it differs from what the writes that the node had seen say now.
 *
 * <p>A write changes a field where the row after it differs from the row before it, in that node's own eyes. What it
 * changed, it overwrites as far as it had seen it; what it did not change, it does not touch.
 *
 * @param states by field name
 * @param taken by node, the last write of the key that was taken in
 * @param forgotten writes still to come that an inserted row has put an end to; nearly always empty
 * @param schemaIds the schemas that the values came with, by the registry's content ids
 */
public record Fields(
        SortedMap<String, FieldState> states,
        VersionVector taken,
        VersionVector forgotten,
        SortedSet<Integer> schemaIds) {

    /** A key that nobody has written. */
    public static final Fields EMPTY =
            new Fields(new TreeMap<>(), VersionVector.EMPTY, VersionVector.EMPTY, new TreeSet<>());

    /** Takes the map and the set over: they must not change afterwards. */
    public Fields {
        states = Collections.unmodifiableSortedMap(states);
        schemaIds = Collections.unmodifiableSortedSet(schemaIds);
    }

    /** Takes a row write in; one that was taken in before changes nothing. */
    public Fields take(RowWrite row, FieldRules rules) {
        if (taken.covers(row.stamp().dot())) {
            return this;
        }
        SortedMap<String, FieldState> changed = new TreeMap<>(states);
        if (row.inserted()) {
            changed.replaceAll((name, state) -> state.forget(row.context()));
        }
        for (Map.Entry<String, FieldValue> field : row.told().entrySet()) {
            String name = field.getKey();
            FieldState state = state(changed, name, rules);
            Optional<FieldValue> before = before(row, name, state, rules);
            FieldPolicy policy = rules.of(name);
            if (before.isEmpty() || !policy.same(before.get(), field.getValue())) {
                changed.put(
                        name,
                        state.take(new FieldWrite(
                                row.stamp(),
                                row.context(),
                                taken,
                                forgotten.covers(row.stamp().dot()),
                                before,
                                field.getValue())));
            }
        }
        VersionVector ended = row.inserted() ? forgotten.join(row.context()) : forgotten;
        return settled(changed, taken.with(row.stamp().dot()), ended);
    }

    /** Takes a deletion in: it changes no field, whether the row is there is decided elsewhere. */
    public Fields takeDeletion(Dot dot) {
        return taken.covers(dot) ? this : settled(new TreeMap<>(states), taken.with(dot), forgotten);
    }

    /** The same fields, where the given writes have been taken in too: they changed nothing that is not there. */
    public Fields withTaken(VersionVector more) {
        return settled(new TreeMap<>(states), taken.join(more), forgotten);
    }

    /** The same fields, whose values have all come with the given schemas. */
    public Fields withSchemas(SortedSet<Integer> ids) {
        return ids.equals(schemaIds) ? this : new Fields(states, taken, forgotten, ids);
    }

    /** The value of each field for a node that has seen just these writes, as far as they tell it. */
    public SortedMap<String, FieldValue> valuesSeenBy(VersionVector seen, FieldRules rules) {
        SortedMap<String, FieldValue> values = new TreeMap<>();
        states.forEach((name, state) -> rules.adopt(name, state)
                .valueSeenBy(seen, rules.order(name))
                .ifPresent(value -> values.put(name, value)));
        return values;
    }

    /** The value of each field that somebody has written. */
    public SortedMap<String, FieldValue> values(FieldRules rules) {
        SortedMap<String, FieldValue> values = new TreeMap<>();
        states.forEach(
                (name, state) -> values.put(name, rules.adopt(name, state).value(rules.order(name))));
        return values;
    }

    /** The values of a field that stand beside each other, because none was written with another in view. */
    public List<Written> contenders(String name) {
        FieldState state = states.get(name);
        return state == null ? List.of() : state.contenders();
    }

    /**
     * The fields that a write contends for: somebody gave another value to the field at the same time, and one of them
     * gives way. Additions to a counter or a set do not contend.
     *
     * @return field name → who prevails and how
     */
    public SortedMap<String, String> contests(Dot dot, FieldRules rules) {
        SortedMap<String, String> contests = new TreeMap<>();
        states.forEach((name, state) -> {
            List<Written> contenders = state.contenders();
            boolean party = contenders.stream()
                    .anyMatch(written -> written.stamp().dot().equals(dot));
            if (party && contenders.stream().map(Written::value).distinct().count() > 1) {
                FieldPolicy policy = rules.of(name);
                contenders.stream()
                        .max(rules.order(name))
                        .ifPresent(winner -> contests.put(
                                name,
                                policy.word() + " prefers "
                                        + winner.stamp().dot().node() + " at "
                                        + winner.stamp().hlc()));
            }
        });
        return contests;
    }

    private static FieldState state(Map<String, FieldState> states, String name, FieldRules rules) {
        FieldState known = states.get(name);
        return known == null ? rules.of(name).start() : rules.adopt(name, known);
    }

    private static Optional<FieldValue> before(RowWrite row, String name, FieldState state, FieldRules rules) {
        if (row.isBeginning()) {
            return Optional.empty();
        }
        FieldValue told = row.toldBefore(name);
        return told != null ? Optional.of(told) : state.valueSeenBy(row.context(), rules.order(name));
    }

    /** Takes the map over. */
    private Fields settled(SortedMap<String, FieldState> changed, VersionVector nowTaken, VersionVector ended) {
        changed.replaceAll((name, state) -> state.settle(nowTaken));
        return new Fields(changed, nowTaken, ended.beyond(nowTaken), schemaIds);
    }
}
