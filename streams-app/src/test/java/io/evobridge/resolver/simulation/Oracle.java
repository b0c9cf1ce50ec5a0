package io.evobridge.resolver.simulation;

import io.evobridge.resolver.core.merge.field.FieldPolicy;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code docs/policies.md} promises for any set of writes, told from who had really seen what. It goes through the
 * whole history each time, and shares nothing with the resolver but the words of the bridge file.
 */
final class Oracle {

    private static final int REMEMBERED_ADDITIONS = 16;

    private final Truth truth;
    private final Rules rules;
    private final Comparator<LocalWrite> byTime;
    private final Comparator<LocalWrite> byNode;

    Oracle(Truth truth, Rules rules) {
        this.truth = truth;
        this.rules = rules;
        Comparator<LocalWrite> byStamp = Comparator.comparing(truth::stamp)
                .thenComparing(LocalWrite::node)
                .thenComparing(LocalWrite::position);
        Comparator<LocalWrite> byRank = Comparator.comparingInt(this::rank).reversed();
        Comparator<LocalWrite> amongFound =
                rules.age().map(field -> by(field, 1).thenComparing(byRank)).orElse(byRank);
        Comparator<LocalWrite> byKnownTime = Comparator.comparing((LocalWrite write) -> !write.isFound());
        this.byTime = byKnownTime
                .thenComparing((a, b) -> a.isFound() ? amongFound.compare(a, b) : 0)
                .thenComparing(byStamp);
        this.byNode = byRank.thenComparing(byKnownTime).thenComparing(byStamp);
    }

    /** The state of a key of which this is known. */
    Expected expect(Knowledge known) {
        LocalWrite winner = winner(writes(truth.newest(known.all())));
        Row all = winner.after();
        if (all == null || !rules.byField()) {
            return new Expected(winner, all, Map.of(LocalWrite.RECORD, winner.id()));
        }
        List<LocalWrite> taken = writes(known.taken());
        Row row = Row.EMPTY;
        Map<String, Integer> authors = new HashMap<>();
        for (String field : Row.FIELDS) {
            Optional<LocalWrite> author = author(taken, field);
            author.ifPresent(write -> authors.put(field, write.id()));
            // Of a field whose writes are all to be read again, the winner's row is all that is known.
            boolean isWritten = taken.stream().anyMatch(write -> write.changes(field));
            row = row.with(field, isWritten ? value(taken, field, author) : all.get(field));
        }
        return new Expected(winner, row, authors);
    }

    /** Whether a write gave a field, or the record, a value that can give way to another one. */
    boolean contends(LocalWrite write, String field) {
        if (!rules.byField() || write.after() == null || field.equals(LocalWrite.RECORD)) {
            return field.equals(LocalWrite.RECORD) && (!rules.byField() || write.after() == null);
        }
        return rules.of(field) != FieldPolicy.SET && decides(write, field);
    }

    /**
     * Whether a write sets a counter while its node is further behind another one than the resolver remembers sums: no
     * promise covers what it had seen then.
     */
    boolean isBeyondMemory(LocalWrite write, Knowledge known) {
        if (!rules.byField() || rules.of(Row.BALANCE) != FieldPolicy.COUNTER || !write.sets(Row.BALANCE)) {
            return false;
        }
        Map<String, Long> unseen = writes(known.taken()).stream()
                .filter(other -> other.changes(Row.BALANCE)
                        && !other.sets(Row.BALANCE)
                        && !write.seen().get(other.id()))
                .collect(Collectors.groupingBy(LocalWrite::node, Collectors.counting()));
        return unseen.values().stream().anyMatch(additions -> additions >= REMEMBERED_ADDITIONS);
    }

    private LocalWrite winner(List<LocalWrite> newest) {
        boolean deletedLast = newest.stream().max(byTime).orElseThrow().after() == null;
        boolean mixed =
                newest.stream().map(write -> write.after() == null).distinct().count() > 1;
        boolean gone = switch (rules.deletes()) {
            case LWW -> deletedLast;
            case DELETE_WINS -> mixed || deletedLast;
            case UPDATE_WINS -> !mixed && deletedLast;
        };
        return newest.stream()
                .filter(write -> (write.after() == null) == gone)
                .max(order())
                .orElseThrow();
    }

    /** The write whose value prevails, or which a counter or a set goes on from. */
    private Optional<LocalWrite> author(List<LocalWrite> taken, String field) {
        Comparator<LocalWrite> order = switch (rules.of(field)) {
            case LWW -> byTime;
            case PRIORITY -> byNode;
            case MAX -> by(field, 1).thenComparing(byTime);
            case MIN -> by(field, -1).thenComparing(byTime);
            case COUNTER, SET -> order();
        };
        return standing(taken, write -> decides(write, field)).stream().max(order);
    }

    /** Whether a write decides what the field is, or what it goes on from. */
    private boolean decides(LocalWrite write, String field) {
        return switch (rules.of(field)) {
            case COUNTER, SET -> write.sets(field);
            case LWW, PRIORITY, MAX, MIN -> write.changes(field);
        };
    }

    private @Nullable Object value(List<LocalWrite> taken, String field, Optional<LocalWrite> author) {
        return switch (rules.of(field)) {
            case COUNTER -> author.map(set -> counted(taken, field, set)).orElse(null);
            case SET -> united(taken, field, author);
            case LWW, PRIORITY, MAX, MIN ->
                author.map(write -> write.left(field)).orElse(null);
        };
    }

    /** What was set, and all that was added by those whom the setter had not seen. */
    private static @Nullable Object counted(List<LocalWrite> taken, String field, LocalWrite set) {
        long sum = 0;
        for (LocalWrite write : taken) {
            if (write.changes(field) && !write.sets(field) && !set.seen().get(write.id())) {
                sum += number(write.left(field)) - number(write.had(field));
            }
        }
        Object start = set.left(field);
        return start == null && sum == 0 ? null : (Object) (number(start) + sum);
    }

    /** What was added and not taken out by one who had seen it there. */
    private static @Nullable Object united(List<LocalWrite> taken, String field, Optional<LocalWrite> shape) {
        Set<String> members = new TreeSet<>();
        for (LocalWrite write : taken) {
            if (write.changes(field)) {
                for (String member : Row.members(write.left(field))) {
                    boolean adds =
                            write.sets(field) || !Row.members(write.had(field)).contains(member);
                    if (adds && taken.stream().noneMatch(other -> overwrites(other, write, field, member))) {
                        members.add(member);
                    }
                }
            }
        }
        boolean isSet = shape.isPresent() && shape.get().left(field) != null;
        return members.isEmpty() && !isSet ? null : String.join(",", members);
    }

    private static boolean overwrites(LocalWrite write, LocalWrite earlier, String field, String member) {
        return write.seen().get(earlier.id())
                && write.changes(field)
                && (write.sets(field)
                        || Row.members(write.left(field)).contains(member)
                                != Row.members(write.had(field)).contains(member));
    }

    /** The deciding writes that no other one had seen. */
    private static List<LocalWrite> standing(List<LocalWrite> taken, Predicate<LocalWrite> decides) {
        List<LocalWrite> deciding = taken.stream().filter(decides).toList();
        BitSet replaced = new BitSet();
        deciding.forEach(write -> replaced.or(write.seen()));
        return deciding.stream().filter(write -> !replaced.get(write.id())).toList();
    }

    private Comparator<LocalWrite> order() {
        return rules.policy() == Rules.Policy.PRIORITY ? byNode : byTime;
    }

    /** By value, NULL before all others. */
    private static Comparator<LocalWrite> by(String field, int direction) {
        return (a, b) -> {
            Object left = a.left(field);
            Object right = b.left(field);
            if (left == null || right == null) {
                return Boolean.compare(left != null, right != null);
            }
            return direction
                    * (left instanceof Long number
                            ? Long.compare(number, (Long) right)
                            : left.toString().compareTo(right.toString()));
        };
    }

    private int rank(LocalWrite write) {
        int place = rules.prefer().indexOf(write.node());
        return place < 0 ? rules.prefer().size() : place;
    }

    private List<LocalWrite> writes(BitSet ids) {
        return ids.stream().mapToObj(truth::write).toList();
    }

    private static long number(@Nullable Object value) {
        return value == null ? 0 : (Long) value;
    }
}
