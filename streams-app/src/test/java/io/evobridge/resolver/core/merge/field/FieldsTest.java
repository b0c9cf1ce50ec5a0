package io.evobridge.resolver.core.merge.field;

import static io.evobridge.resolver.core.merge.field.Rows.insert;
import static io.evobridge.resolver.core.merge.field.Rows.number;
import static io.evobridge.resolver.core.merge.field.Rows.row;
import static io.evobridge.resolver.core.merge.field.Rows.seen;
import static io.evobridge.resolver.core.merge.field.Rows.set;
import static io.evobridge.resolver.core.merge.field.Rows.stamp;
import static io.evobridge.resolver.core.merge.field.Rows.take;
import static io.evobridge.resolver.core.merge.field.Rows.text;
import static io.evobridge.resolver.core.merge.field.Rows.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.resolver.core.causality.VersionVector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static final FieldValue NULL = FieldValue.Nothing.VALUE;
    private static final FieldRules LWW = Rows.rules(Map.of());
    private static final FieldRules COUNTER = Rows.rules(Map.of("balance", FieldPolicy.COUNTER));
    private static final FieldRules SET = Rows.rules(Map.of("tags", FieldPolicy.SET));

    private final RowWrite first =
            insert(stamp("a", 1, 10), VersionVector.EMPTY, row("name", text("Ann"), "balance", number(100)));

    @Test
    void concurrentChangesOfDifferentFieldsBothStay() {
        RowWrite renamed = change(stamp("a", 2, 20), row("name", text("Anna"), "balance", number(100)));
        RowWrite paid = change(stamp("b", 2, 21), row("name", text("Ann"), "balance", number(70)));

        Fields merged = take(LWW, first, renamed, paid);

        assertThat(merged.values(LWW)).isEqualTo(row("name", text("Anna"), "balance", number(70)));
        assertThat(take(LWW, first, paid, renamed)).isEqualTo(merged);
    }

    @Test
    void hundredLessThirtyAndLessFiftyAtOnceGivesTwenty() {
        RowWrite lessThirty = change(stamp("a", 2, 20), row("name", text("Ann"), "balance", number(70)));
        RowWrite lessFifty = change(stamp("b", 2, 20), row("name", text("Ann"), "balance", number(50)));

        Fields merged = take(COUNTER, first, lessThirty, lessFifty, lessThirty);

        assertThat(merged.values(COUNTER)).containsEntry("balance", number(20));
    }

    @Test
    void counterThatBothSidesBroughtAlongIsNotDoubled() {
        RowWrite same = insert(stamp("b", 1, 11), VersionVector.EMPTY, row("balance", number(100)));
        RowWrite lessThirty =
                update(stamp("a", 2, 20), seen(first), first.after(), row("name", text("Ann"), "balance", number(70)));
        RowWrite lessFifty =
                update(stamp("b", 2, 20), seen(same), row("balance", number(100)), row("balance", number(50)));

        Fields merged = take(COUNTER, same, lessFifty, first, lessThirty);

        assertThat(merged.values(COUNTER)).containsEntry("balance", number(20));
    }

    @Test
    void counterLosesNothingHoweverOftenOneNodeAdds() {
        Fields fields = take(COUNTER, first);
        for (int i = 1; i <= 100; i++) {
            fields = adding(fields, "b", 1 + i, 100 + i);
            fields = adding(fields, "a", 1 + i, 1_000 + i);
        }

        assertThat(fields.values(COUNTER)).containsEntry("balance", number(300));
    }

    @Test
    void counterThatWasSetAnewCountsAllThatIsAddedAfterwards() {
        RowWrite seenPart = change(stamp("b", 2, 20), row("name", text("Ann"), "balance", number(105)));
        RowWrite anew = insert(stamp("a", 3, 30), seen(first, seenPart), row("balance", number(1)));
        Fields fields = take(COUNTER, first, seenPart, anew);
        for (int i = 1; i <= 100; i++) {
            fields = adding(fields, "b", 2 + i, 100 + i);
        }

        assertThat(fields.values(COUNTER)).containsEntry("balance", number(101));
    }

    /** One more, by a node that knows only the first row. */
    private Fields adding(Fields fields, String node, long position, long value) {
        RowWrite write = update(
                stamp(node, position, 100 + position),
                seen(first),
                row("name", text("Ann"), "balance", number(value - 1)),
                row("name", text("Ann"), "balance", number(value)));
        return fields.take(write, COUNTER);
    }

    @Test
    void counterThatWasSetAnewKeepsWhatItsSetterHadNotSeen() {
        RowWrite seenPart = change(stamp("b", 2, 20), row("name", text("Ann"), "balance", number(105)));
        RowWrite anew = insert(stamp("a", 3, 30), seen(first, seenPart), row("balance", number(1)));
        RowWrite unseenPart = update(
                stamp("b", 3, 31),
                seen(first, seenPart),
                seenPart.after(),
                row("name", text("Ann"), "balance", number(112)));

        assertThat(take(COUNTER, first, seenPart, unseenPart, anew).values(COUNTER))
                .containsEntry("balance", number(8));
        assertThat(take(COUNTER, first, anew, seenPart, unseenPart).values(COUNTER))
                .containsEntry("balance", number(8));
    }

    @Test
    void counterSetToNullIsNullUntilSomethingUnseenIsAdded() {
        RowWrite nulled = change(stamp("a", 2, 20), row("name", text("Ann"), "balance", NULL));
        RowWrite added = change(stamp("b", 2, 20), row("name", text("Ann"), "balance", number(103)));

        assertThat(take(COUNTER, first, nulled).values(COUNTER)).containsEntry("balance", NULL);
        assertThat(take(COUNTER, first, nulled, added).values(COUNTER)).containsEntry("balance", number(3));
    }

    @Test
    void lateSettingOfACounterCountsOnlyWhatItsNodeHadNotSeen() {
        RowWrite last = first;
        Fields fields = take(COUNTER, first);
        for (int i = 2; i < 60; i++) {
            RowWrite added = update(
                    stamp("a", i, i), seen(last), last.after(), row("name", text("Ann"), "balance", number(98 + i)));
            fields = fields.take(added, COUNTER);
            last = added;
        }
        RowWrite anew = insert(stamp("b", 1, 99), seen(last), row("balance", number(7)));

        assertThat(fields.take(anew, COUNTER).values(COUNTER)).containsEntry("balance", number(7));
    }

    @Test
    void writeThatHasSeenAllSiblingsOfAFieldResolvesThem() {
        RowWrite anna = change(stamp("a", 2, 99), row("name", text("Anna"), "balance", number(100)));
        RowWrite annie = change(stamp("b", 2, 20), row("name", text("Annie"), "balance", number(100)));
        RowWrite settled = update(
                stamp("b", 3, 21), seen(anna, annie), anna.after(), row("name", text("Anne"), "balance", number(100)));

        Fields merged = take(LWW, first, anna, annie, settled);

        assertThat(merged.values(LWW)).containsEntry("name", text("Anne"));
        assertThat(merged.contenders("name")).hasSize(1);
    }

    @Test
    void greatestAndLeastPrevailAmongConcurrentValuesOnlyAndNullNever() {
        FieldRules rules = Rows.rules(Map.of("high", FieldPolicy.MAX, "low", FieldPolicy.MIN));
        RowWrite start = insert(stamp("a", 1, 1), VersionVector.EMPTY, row("high", number(9), "low", number(2)));
        RowWrite five = update(stamp("a", 2, 2), seen(start), start.after(), row("high", number(5), "low", number(5)));
        RowWrite seven = update(stamp("b", 1, 3), seen(start), start.after(), row("high", number(7), "low", number(7)));
        RowWrite none = update(stamp("c", 1, 4), seen(start), start.after(), row("high", NULL, "low", NULL));

        assertThat(take(rules, start, five, seven, none).values(rules))
                .isEqualTo(row("high", number(7), "low", number(5)));
    }

    @Test
    void preferredNodesFieldPrevailsWhateverTheTime() {
        FieldRules rules = new FieldRules(
                Map.of("owner", FieldPolicy.PRIORITY), FieldPolicy.LWW, new Precedence(List.of("b", "a"), false));
        RowWrite early = insert(stamp("b", 1, 1), VersionVector.EMPTY, row("owner", text("b"), "name", text("b")));
        RowWrite later = insert(stamp("a", 1, 9), VersionVector.EMPTY, row("owner", text("a"), "name", text("a")));

        assertThat(take(rules, early, later).values(rules)).isEqualTo(row("owner", text("b"), "name", text("a")));
    }

    @Test
    void additionAtTheSameTimeAsARemovalStays() {
        RowWrite start = insert(stamp("a", 1, 1), VersionVector.EMPTY, row("tags", set("x", "y")));
        RowWrite removed = update(stamp("a", 2, 2), seen(start), start.after(), row("tags", set("y")));
        RowWrite added = update(stamp("b", 1, 2), seen(start), start.after(), row("tags", set("z", "y", "x")));
        RowWrite again = update(stamp("c", 1, 2), seen(start, removed), removed.after(), row("tags", set("x", "y")));

        assertThat(take(SET, start, removed, added).values(SET)).containsEntry("tags", set("y", "z"));
        assertThat(take(SET, start, removed, added, again).values(SET)).containsEntry("tags", set("x", "y", "z"));
        assertThat(take(SET, start, again, removed, added)).isEqualTo(take(SET, start, removed, added, again));
    }

    @Test
    void setsThatDifferInOrderAreTheSameAndNullIsAValue() {
        RowWrite start = insert(stamp("a", 1, 1), VersionVector.EMPTY, row("tags", set("x", "y")));
        RowWrite turned = update(stamp("a", 2, 2), seen(start), start.after(), row("tags", set("y", "x")));
        RowWrite nulled = update(stamp("a", 3, 3), seen(turned), turned.after(), row("tags", NULL));

        assertThat(take(SET, start, turned).states()).isEqualTo(take(SET, start).states());
        assertThat(take(SET, start, turned, nulled).values(SET)).containsEntry("tags", NULL);
    }

    @Test
    void fieldThatANodeDoesNotHaveOrDidNotTellStaysAsItIs() {
        RowWrite other = update(stamp("b", 1, 20), seen(first), row("name", text("Ann")), row("name", text("Bob")));
        RowWrite untold = new RowWrite(
                stamp("b", 2, 21),
                seen(other),
                false,
                row("name", text("Bob"), "balance", NULL),
                row("name", text("Cid"), "balance", NULL),
                Set.of("balance"));

        assertThat(take(LWW, first, other, untold).values(LWW))
                .isEqualTo(row("name", text("Cid"), "balance", number(100)));
    }

    @Test
    void rowThatIsInsertedAgainBringsNothingOldBack() {
        RowWrite again = insert(stamp("b", 1, 20), seen(first), row("name", text("New")));

        assertThat(take(LWW, first, again).values(LWW)).isEqualTo(row("name", text("New"), "balance", NULL));
    }

    @Test
    void withoutTheRowBeforeAFieldIsChangedWhereItDiffersFromWhatTheNodeHadSeen() {
        RowWrite paid = change(stamp("a", 2, 20), row("name", text("Ann"), "balance", number(70)));
        RowWrite untold = update(stamp("b", 1, 99), seen(first), null, row("name", text("Ann"), "balance", number(90)));

        Fields merged = take(COUNTER, first, paid, untold);

        assertThat(merged.values(COUNTER)).isEqualTo(row("name", text("Ann"), "balance", number(60)));
        assertThat(merged.contenders("name")).extracting(Written::stamp).containsExactly(first.stamp());
    }

    @Test
    void rowOfASnapshotGivesWayToAWriteOfAKnownTime() {
        Stamp late = new Stamp(stamp("b", 1, 99).dot(), stamp("b", 1, 99).hlc(), FieldValue.Nothing.VALUE);
        RowWrite snapshot = update(late, VersionVector.EMPTY, null, row("name", text("Old"), "city", text("Bonn")));

        assertThat(take(LWW, first, snapshot).values(LWW))
                .isEqualTo(row("name", text("Ann"), "city", text("Bonn"), "balance", number(100)));
    }

    @Test
    void fieldGoesOnWithItsValueWhenItsPolicyIsChanged() {
        RowWrite paid = change(stamp("b", 1, 20), row("name", text("Ann"), "balance", number(70)));
        Fields counted = take(COUNTER, first, paid);
        RowWrite paidAgain =
                update(stamp("b", 2, 30), seen(paid), paid.after(), row("name", text("Ann"), "balance", number(60)));

        assertThat(counted.values(LWW)).containsEntry("balance", number(70));
        assertThat(counted.take(paidAgain, LWW).values(LWW)).containsEntry("balance", number(60));
        assertThat(take(LWW, first, paid).take(paidAgain, COUNTER).values(COUNTER))
                .containsEntry("balance", number(60));
    }

    /** An update by a node that has seen the first row and nothing else. */
    private RowWrite change(Stamp stamp, SortedMap<String, FieldValue> after) {
        return update(stamp, seen(first), first.after(), after);
    }
}
