package io.evobridge.resolver.core.merge.field;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** What becomes of concurrent changes of one field. */
public enum FieldPolicy {
    /** The last write. */
    LWW("lww"),
    /** The preferred node's write. */
    PRIORITY("priority"),
    /** The greatest value; nothing gives way to anything. */
    MAX("max"),
    /** The least value; nothing gives way to anything. */
    MIN("min"),
    /** All changes, added up. */
    COUNTER("counter"),
    /** All additions, and the removals of what was seen. */
    SET("set");

    private final String word;

    FieldPolicy(String word) {
        this.word = word;
    }

    /** The word for it in configuration and in the conflicts topic. */
    public String word() {
        return word;
    }

    /** Which of concurrent values prevails: the greatest of this order. */
    Comparator<Written> order(Precedence precedence) {
        Comparator<Written> byStamp = Comparator.comparing(Written::stamp, precedence.withTimeFirst());
        return switch (this) {
            case LWW -> byStamp;
            case PRIORITY -> Comparator.comparing(Written::stamp, precedence.withNodeFirst());
            case MAX -> Comparator.comparing(Written::value).thenComparing(byStamp);
            case MIN ->
                Comparator.comparing(FieldPolicy::isSomething)
                        .thenComparing(Comparator.comparing(Written::value).reversed())
                        .thenComparing(byStamp);
            case COUNTER, SET -> Comparator.comparing(Written::stamp, precedence);
        };
    }

    /** Whether a change between the two is none. */
    boolean same(FieldValue before, FieldValue after) {
        Optional<Set<FieldValue>> members = this == SET ? AddWinsSet.membersOf(before) : Optional.empty();
        return before.equals(after) || (members.isPresent() && members.equals(AddWinsSet.membersOf(after)));
    }

    /** A state as this policy needs it: one that was kept under another policy goes on with its value. */
    FieldState adopt(FieldState state, Comparator<Written> order) {
        return switch (this) {
            case LWW, PRIORITY, MAX, MIN -> state instanceof Register ? state : Adoption.register(state, order);
            case COUNTER -> state instanceof Counter ? state : Adoption.counter(state, order);
            case SET -> state instanceof AddWinsSet ? state : Adoption.set(state, order);
        };
    }

    /** The state of a field that nobody has written. */
    FieldState start() {
        return switch (this) {
            case LWW, PRIORITY, MAX, MIN -> Register.EMPTY;
            case COUNTER -> Counter.EMPTY;
            case SET -> AddWinsSet.EMPTY;
        };
    }

    private static boolean isSomething(Written written) {
        return !written.value().equals(FieldValue.Nothing.VALUE);
    }
}
