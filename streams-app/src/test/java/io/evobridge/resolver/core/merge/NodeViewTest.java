package io.evobridge.resolver.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.LogPosition;
import io.evobridge.contract.RowFingerprint;
import io.evobridge.resolver.core.causality.Dot;
import org.junit.jupiter.api.Test;

class NodeViewTest {

    private static SinkTransaction at(long place) {
        return new SinkTransaction("a", new LogPosition(1, place), "tx-" + place);
    }

    @Test
    void aRefusalOfTheLastRecordSentIsAnsweredAndCounted() {
        NodeView view = NodeView.NONE.told(7);

        assertThat(view.wantsAnswer(at(1), 7)).isTrue();
        assertThat(view.refused(at(1), 99, 7).refusals()).isEqualTo(1);
    }

    @Test
    void aRefusalOfAnOlderRecordIsNotBecauseTheYoungerOneIsOnItsWay() {
        NodeView view = NodeView.NONE.told(7);

        assertThat(view.wantsAnswer(at(1), 6)).isFalse();
        assertThat(view.refused(at(1), 99, 6).refusals()).isZero();
        assertThat(view.refused(at(1), 99, 6).print()).isEqualTo(99);
    }

    @Test
    void aRowThatTheSinkDidNotFindMayHaveBeenInsertedSince() {
        NodeView view = NodeView.NONE.wrote(new Dot("a", new LogPosition(1, 1)), 5, true);

        assertThat(view.refused(at(2), RowFingerprint.ABSENT, 7).print()).isEqualTo(5);
        assertThat(view.refused(at(2), 99, 7).print()).isEqualTo(99);
    }

    @Test
    void aRefusalThatIsReadAgainIsAnsweredBecauseItsAnswerMayBeLost() {
        NodeView view = NodeView.NONE.refused(at(1), 99, NodeView.NOTHING).told(7);

        assertThat(view.wantsAnswer(at(1), NodeView.NOTHING)).isTrue();
    }

    @Test
    void aStateThatLacksWhatTheNodeHasIsNotForTheNode() {
        KeyState state =
                KeyState.EMPTY.applied(at(1), KeyState.EMPTY.seen().with(new Dot("b", new LogPosition(3, 0))), 99);

        assertThat(state.isHeldBy("a")).isTrue();
    }
}
