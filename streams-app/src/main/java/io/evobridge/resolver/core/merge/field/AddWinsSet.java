package io.evobridge.resolver.core.merge.field;

import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A field as an observed-remove set in which adding wins: a removal takes out what its node had seen, and nothing else.
 *
 * <p>Source: Shapiro, Preguiça, Baquero, Zawirski, "Conflict-free Replicated Data Types" (2011); without tombstones after
 * Bieniusa et al., "An optimized conflict-free replicated set" (2012).
 *
 * @param members by value
 * @param whole what the field is while it has no member: an empty set, null, or a value that is not a set
 */
public record AddWinsSet(SortedMap<FieldValue, Member> members, Register whole) implements FieldState {

    /** A set that nobody has written. */
    public static final AddWinsSet EMPTY = new AddWinsSet(new TreeMap<>(), Register.EMPTY);

    private static final FieldValue EMPTY_SET = new FieldValue.Items(List.of());

    /** Takes the map over: it must not change afterwards. */
    public AddWinsSet {
        members = Collections.unmodifiableSortedMap(members);
    }

    @Override
    public AddWinsSet take(FieldWrite write) {
        Optional<Set<FieldValue>> before = write.before().flatMap(AddWinsSet::membersOf);
        Optional<Set<FieldValue>> after = membersOf(write.after());
        boolean reshaped = before.isEmpty() || after.isEmpty();
        // Whoever changes the field from or to something that is no set has seen every member come and go.
        SortedMap<FieldValue, Member> changed = new TreeMap<>(reshaped ? forget(write.context()).members : members);
        FieldWrite change = whole.late().covers(write.stamp().dot()) ? write.ended() : write;
        for (FieldValue value : minus(after, before)) {
            changed.put(value, changed.getOrDefault(value, Member.NONE).add(change));
        }
        for (FieldValue value : minus(before, after)) {
            changed.put(value, changed.getOrDefault(value, Member.NONE).remove(change));
        }
        Register shape = reshaped ? whole.take(write.to(after.isPresent() ? EMPTY_SET : write.after())) : whole;
        return new AddWinsSet(used(changed), shape);
    }

    @Override
    public AddWinsSet forget(VersionVector seen) {
        return each(member -> member.without(seen), whole.forget(seen));
    }

    @Override
    public AddWinsSet settle(VersionVector taken) {
        boolean waits = !whole.late().equals(VersionVector.EMPTY)
                || members.values().stream().anyMatch(member -> !member.late().equals(VersionVector.EMPTY));
        return waits ? each(member -> member.settle(taken), whole.settle(taken)) : this;
    }

    @Override
    public FieldValue value(Comparator<Written> order) {
        List<FieldValue> present = present(member -> !member.adds().isEmpty());
        return present.isEmpty() ? whole.value(order) : new FieldValue.Items(present);
    }

    @Override
    public Optional<FieldValue> valueSeenBy(VersionVector seen, Comparator<Written> order) {
        List<FieldValue> present = present(member -> member.adds().stream().anyMatch(seen::covers));
        return present.isEmpty() ? whole.valueSeenBy(seen, order) : Optional.of(new FieldValue.Items(present));
    }

    /** None: whatever is added at the same time stays. */
    @Override
    public List<Written> contenders() {
        return List.of();
    }

    @Override
    public List<Written> collapsed(Comparator<Written> order) {
        FieldValue value = value(order);
        return whole.writes().stream()
                .max(order)
                .map(winner -> List.of(new Written(winner.stamp(), value)))
                .orElse(List.of());
    }

    /** The members of a set that a schema shows as a list, without order and repetition; empty for another value. */
    static Optional<Set<FieldValue>> membersOf(FieldValue value) {
        return value instanceof FieldValue.Items items ? Optional.of(new HashSet<>(items.values())) : Optional.empty();
    }

    private static Set<FieldValue> minus(Optional<Set<FieldValue>> all, Optional<Set<FieldValue>> without) {
        Set<FieldValue> rest = new HashSet<>(all.orElse(Set.of()));
        rest.removeAll(without.orElse(Set.of()));
        return rest;
    }

    private AddWinsSet each(UnaryOperator<Member> change, Register shape) {
        SortedMap<FieldValue, Member> changed = new TreeMap<>(members);
        changed.replaceAll((value, member) -> change.apply(member));
        return new AddWinsSet(used(changed), shape);
    }

    private List<FieldValue> present(Predicate<Member> isPresent) {
        return members.entrySet().stream()
                .filter(entry -> isPresent.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static SortedMap<FieldValue, Member> used(SortedMap<FieldValue, Member> members) {
        members.values().removeIf(Member.NONE::equals);
        return members;
    }

    /**
     * The writes that added one member and are not overwritten.
     *
     * @param adds sorted by node; at most one of each node; empty for a value that is not in the set
     * @param late additions still to come that are overwritten already; nearly always empty
     */
    public record Member(List<Dot> adds, VersionVector late) {

        static final Member NONE = new Member(List.of(), VersionVector.EMPTY);

        public Member {
            adds = List.copyOf(adds);
        }

        Member add(FieldWrite write) {
            List<Dot> present = new ArrayList<>(without(write.context()).adds);
            if (!write.overwritten() && !late.covers(write.stamp().dot())) {
                present.add(write.stamp().dot());
                present.sort(Comparator.comparing(Dot::node));
            }
            return new Member(present, late.join(write.late()));
        }

        Member remove(FieldWrite write) {
            return new Member(without(write.context()).adds, late.join(write.late()));
        }

        Member without(VersionVector seen) {
            return new Member(adds.stream().filter(dot -> !seen.covers(dot)).toList(), late);
        }

        Member settle(VersionVector taken) {
            return late.equals(VersionVector.EMPTY) ? this : new Member(adds, late.beyond(taken));
        }
    }
}
