package io.evobridge.resolver.core.merge.field;

import io.evobridge.resolver.core.causality.VersionVector;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the state of a field into one of another kind, after its policy was changed: the value goes on as one write. */
final class Adoption {

    private Adoption() {}

    static Register register(FieldState state, Comparator<Written> order) {
        return new Register(state.collapsed(order), VersionVector.EMPTY);
    }

    static Counter counter(FieldState state, Comparator<Written> order) {
        List<Counter.Base> bases = state.collapsed(order).stream()
                .map(written -> new Counter.Base(written, VersionVector.EMPTY))
                .toList();
        return new Counter(bases, VersionVector.EMPTY, new TreeMap<>());
    }

    static AddWinsSet set(FieldState state, Comparator<Written> order) {
        AddWinsSet set = AddWinsSet.EMPTY;
        for (Written written : state.collapsed(order)) {
            SortedMap<FieldValue, AddWinsSet.Member> members = new TreeMap<>();
            for (FieldValue value : AddWinsSet.membersOf(written.value()).orElse(Set.of())) {
                members.put(value, new AddWinsSet.Member(List.of(written.stamp().dot()), VersionVector.EMPTY));
            }
            set = new AddWinsSet(members, new Register(List.of(written), VersionVector.EMPTY));
        }
        return set;
    }
}
