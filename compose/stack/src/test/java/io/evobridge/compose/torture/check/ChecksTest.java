package io.evobridge.compose.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.compose.torture.history.Action;
import io.evobridge.compose.torture.workload.Shapes;
import org.junit.jupiter.api.Test;

/** Each kind of violation, planted by hand, is found; and what is allowed is let pass. */
class ChecksTest {

    private static final String CELL = "cell/1";
    private static final String PAGE = Shapes.pages().get(0);
    private static final String TALLY = Shapes.tallies().get(0);
    private static final String ACCOUNT = Shapes.accounts().get(0);
    private static final String OTHER_ACCOUNT = Shapes.accounts().get(1);

    private final Runs runs = new Runs();

    @Test
    void aRunOfNothingPasses() {
        assertThat(runs.violations()).isEmpty();
    }

    @Test
    void databasesThatDifferAreFound() {
        write(0, "x", "");
        runs.holds("a", Shapes.CELL, CELL, Shapes.CONTENT, "x");

        assertThat(runs.violations())
                .anyMatch(it -> it.startsWith("agreement: cell/1 is") && it.contains("absent in b"));
    }

    @Test
    void aFieldThatDiffersIsFound() {
        write(0, "x", "");
        write(1, "y", "x");
        runs.holds("a", Shapes.CELL, CELL, Shapes.CONTENT, "x").holds("b", Shapes.CELL, CELL, Shapes.CONTENT, "y");

        assertThat(runs.violations()).anyMatch(it -> it.startsWith("agreement: cell/1 is"));
    }

    @Test
    void aWriteThatItsDatabaseHasLostIsFound() {
        runs.lostByItsDatabase(Shapes.CELL, Action.WRITE, CELL, "x");

        assertThat(runs.violations()).singleElement().asString().startsWith("durability: a has acknowledged");
    }

    @Test
    void aWriteThatALaterOneReplacedIsFine() {
        write(0, "x", "");
        write(1, "y", "x");
        result("y");

        assertThat(runs.violations()).isEmpty();
    }

    @Test
    void aWriteThatLostAConflictIsFine() {
        write(0, "x", "");
        write(1, "y", "");
        result("y");
        runs.conflict(CELL, Shapes.CONTENT, "x");

        assertThat(runs.violations()).isEmpty();
    }

    @Test
    void aWriteThatIsSimplyGoneIsFound() {
        write(0, "x", "");
        write(1, "y", "");
        result("y");

        assertThat(runs.violations()).singleElement().asString().startsWith("register: a committed write is gone");
    }

    @Test
    void aWriteThatOnlyAFailedOneWouldHaveReplacedIsFound() {
        write(0, "x", "");
        runs.info(1, Shapes.CELL, Action.WRITE, CELL, "y", "x", false);
        write(1, "z", "");
        result("z");

        assertThat(runs.violations()).singleElement().asString().contains("value=x");
    }

    @Test
    void aWriteWithoutAnAnswerThatWasCommittedReplacesToo() {
        write(0, "x", "");
        runs.info(1, Shapes.CELL, Action.WRITE, CELL, "y", "x", true);
        result("y");

        assertThat(runs.violations()).isEmpty();
    }

    @Test
    void aDeletionThatIsSimplyGoneIsFound() {
        write(0, "x", "");
        runs.ok(0, Shapes.CELL, Action.DELETE, CELL, "", "x");
        write(1, "y", "x");
        result("y");

        assertThat(runs.violations()).singleElement().asString().startsWith("register: a committed write is gone");
    }

    @Test
    void aDeletionThatLostAConflictIsFine() {
        write(0, "x", "");
        runs.ok(0, Shapes.CELL, Action.DELETE, CELL, "", "x");
        write(1, "y", "x");
        result("y");
        runs.deletionInConflict(CELL);

        assertThat(runs.violations()).isEmpty();
    }

    @Test
    void aReplacedWriteThatIsTheResultIsFound() {
        write(0, "x", "");
        write(1, "y", "x");
        result("x");
        runs.conflict(CELL, Shapes.CONTENT, "y");

        assertThat(runs.violations()).anyMatch(it -> it.contains("holds cell/1=x, which was replaced by"));
    }

    @Test
    void aWordThatNobodyWroteIsFound() {
        result("ghost");

        assertThat(runs.violations()).contains("register: a holds cell/1=ghost, which nobody wrote");
    }

    @Test
    void aReaderThatSeesItsOwnWriteUndoneByAnOlderOneIsFound() {
        write(0, "old", "");
        write(1, "mine", "old");
        read(1, "mine");
        read(1, "old");
        result("mine");

        assertThat(runs.violations()).singleElement().asString().startsWith("step back: cell/1 went from mine back");
    }

    @Test
    void aReaderThatSeesWhatAnUnseenPredecessorReplacedIsFound() {
        write(0, "first", "");
        write(0, "second", "first");
        read(1, "second");
        read(1, "first");
        result("second");

        assertThat(runs.violations()).singleElement().asString().startsWith("step back: cell/1 went from second");
    }

    @Test
    void aReaderThatSeesAWordComeBackIsFound() {
        write(0, "x", "");
        write(1, "y", "");
        read(1, "x");
        read(1, "y");
        result("y");
        runs.conflict(CELL, Shapes.CONTENT, "x");

        assertThat(runs.violations()).singleElement().asString().startsWith("step back: cell/1 went from x back");
    }

    @Test
    void aConcurrentWriteOfSomebodyElseMayWinOverMine() {
        write(0, "theirs", "");
        write(1, "mine", "");
        read(1, "mine");
        read(1, "theirs");
        result("theirs");
        runs.conflict(CELL, Shapes.CONTENT, "mine");

        assertThat(runs.violations()).isEmpty();
    }

    @Test
    void aLostInsertIsFound() {
        runs.ok(0, Shapes.ELEMENT, Action.ADD, "element/a/1", "n", "");
        runs.holds("a", Shapes.ELEMENT, "element/a/1", Shapes.ELEMENT_NOTE, "n");

        assertThat(runs.violations()).contains("set: b has lost element/a/1, inserted as n");
    }

    @Test
    void anInsertThatNobodyMadeIsFound() {
        runs.everywhere(Shapes.ELEMENT, "element/a/1", Shapes.ELEMENT_NOTE, "n");

        assertThat(runs.violations()).contains("set: a holds element/a/1, which nobody inserted");
    }

    @Test
    void countersAreTheSumOfWhatWasCommitted() {
        increment(0, 5);
        increment(1, -2);
        runs.info(0, Shapes.TALLY, Action.INCREMENT, TALLY, "7", "", false);
        runs.info(0, Shapes.TALLY, Action.INCREMENT, TALLY, "4", "", true);
        runs.everywhere(Shapes.TALLY, TALLY, Shapes.TOTAL, "7");

        assertThat(runs.violations()).isEmpty();
    }

    @Test
    void aLostIncrementIsFound() {
        increment(0, 5);
        increment(1, -2);
        runs.everywhere(Shapes.TALLY, TALLY, Shapes.TOTAL, "5");

        assertThat(runs.violations()).contains("counter: a holds 5 in tally/1 instead of 3");
    }

    @Test
    void transfersKeepTheMoney() {
        transfer(10);
        runs.everywhere(Shapes.ACCOUNT, ACCOUNT, Shapes.BALANCE, "990");
        runs.everywhere(Shapes.ACCOUNT, OTHER_ACCOUNT, Shapes.BALANCE, "1010");

        assertThat(runs.violations()).isEmpty();
    }

    @Test
    void moneyThatIsGoneIsFound() {
        transfer(10);
        runs.everywhere(Shapes.ACCOUNT, ACCOUNT, Shapes.BALANCE, "990");

        assertThat(runs.violations())
                .contains("bank: all accounts in a sum up to 7990 instead of 8000")
                .contains("bank: b holds 1000 in account/north/2 instead of 1010");
    }

    @Test
    void wordsStandInThePageOrInAConflict() {
        append(0, "x", "begin");
        append(1, "y", "begin");
        runs.everywhere(Shapes.PAGE, PAGE, Shapes.WORDS, "begin y").conflict(PAGE, Shapes.WORDS, "begin x");

        assertThat(runs.violations()).isEmpty();
    }

    @Test
    void aLostWordIsFound() {
        append(0, "x", "begin");
        append(1, "y", "begin");
        runs.everywhere(Shapes.PAGE, PAGE, Shapes.WORDS, "begin y");

        assertThat(runs.violations()).anyMatch(it -> it.startsWith("append: a committed word is neither in a nor"));
    }

    @Test
    void aPageThatNobodyWroteWholeIsFound() {
        append(0, "x", "begin");
        append(1, "y", "begin");
        runs.everywhere(Shapes.PAGE, PAGE, Shapes.WORDS, "begin x y");

        assertThat(runs.violations()).contains("append: a holds a text in " + PAGE + " that nobody wrote: begin x y");
    }

    private void write(int process, String word, String found) {
        runs.ok(process, Shapes.CELL, Action.WRITE, CELL, word, found);
    }

    private void read(int process, String found) {
        runs.ok(process, Shapes.CELL, Action.READ, CELL, "", found);
    }

    private void result(String word) {
        runs.everywhere(Shapes.CELL, CELL, Shapes.CONTENT, word);
    }

    private void increment(int process, long amount) {
        runs.ok(process, Shapes.TALLY, Action.INCREMENT, TALLY, Long.toString(amount), "");
    }

    private void transfer(long amount) {
        runs.ok(0, Shapes.ACCOUNT, Action.TRANSFER, ACCOUNT, OTHER_ACCOUNT + ":" + amount, "");
    }

    private void append(int process, String word, String found) {
        runs.ok(process, Shapes.PAGE, Action.APPEND, PAGE, word, found);
    }
}
