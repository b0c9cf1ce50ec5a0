package io.evobridge.sink.common.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.contract.Headers;
import io.evobridge.contract.RowFingerprint;
import io.evobridge.sink.common.contract.DecodedEvidence;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class FenceTest {

    private static final String KEY = "customer/1";

    private static final String SEEN = "mysql=0000000000000001-0000000000000000";
    private static final String SEEN_MORE = "mysql=0000000000000002-0000000000000000";

    private final Fence fence = new Fence(2, 20);

    private static FenceTerms knowing(long print, long marked) {
        return new FenceTerms(false, print, marked, SEEN);
    }

    @Test
    void aRowThatLooksAsTheLogShowedItIsReplaced() {
        assertThat(fence.judge(KEY, knowing(7, 20), 7)).isEqualTo(Verdict.APPLY);
    }

    @Test
    void aRowThatTheLogHasNotShownIsLeftAlone() {
        assertThat(fence.judge(KEY, knowing(7, 20), 8)).isEqualTo(Verdict.REFUSE);
        assertThat(fence.judge(KEY, knowing(RowFingerprint.ABSENT, 20), 8)).isEqualTo(Verdict.REFUSE);
        assertThat(fence.judge(KEY, knowing(7, 20), RowFingerprint.ABSENT)).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void aRowThatMayHaveBeenWrittenByASinkBeforeThisOneIsLeftAlone() {
        assertThat(fence.judge(KEY, knowing(7, 19), 7)).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void aRowAsThisSinkLeftItIsReplacedBeforeTheLogHasShownIt() {
        // Given
        fence.remember(KEY, SEEN, 9, 30);

        // When / Then
        assertThat(fence.judge(KEY, knowing(7, 29), 9)).isEqualTo(Verdict.APPLY);
    }

    @Test
    void aRowThatALocalWriteBroughtBackIsLeftAloneWhileTheLogHasNotShownThisSinksOwn() {
        // Given
        fence.remember(KEY, SEEN, 9, 30);

        // When / Then
        assertThat(fence.judge(KEY, knowing(7, 29), 7)).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void aRowThatALocalWriteMadeAsThisSinkLeftItIsLeftAloneOnceTheLogHasShownAnotherOne() {
        // Given
        fence.remember(KEY, SEEN, 9, 30);

        // When / Then
        assertThat(fence.judge(KEY, knowing(10, 30), 9)).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void aStateThatLacksWhatThisSinkHasWrittenIsSkipped() {
        // Given
        fence.remember(KEY, SEEN_MORE, 9, 30);

        // When / Then
        assertThat(fence.judge(KEY, knowing(9, 30), 9)).isEqualTo(Verdict.SKIP);
    }

    @Test
    void whatTheNodeHoldsIsSkippedWhateverTheRowLooksLike() {
        assertThat(fence.judge(KEY, new FenceTerms(true, 7, 20, ""), 8)).isEqualTo(Verdict.SKIP);
    }

    @Test
    void theMemoryIsBoundedAndWhatIsForgottenMustBeShownByTheLog() {
        // Given
        fence.remember("customer/1", SEEN, 1, 31);
        fence.remember("customer/2", SEEN, 2, 32);
        fence.judge("customer/1", knowing(0, 20), 1);

        // When
        fence.remember("customer/3", SEEN, 3, 33);

        // Then
        assertThat(fence.size()).isEqualTo(2);
        assertThat(fence.judge("customer/1", knowing(5, 20), 1)).isEqualTo(Verdict.APPLY);
        assertThat(fence.judge("customer/2", knowing(2, 31), 2)).isEqualTo(Verdict.REFUSE);
        assertThat(fence.judge("customer/2", knowing(2, 32), 2)).isEqualTo(Verdict.APPLY);
    }

    @Test
    void whereSomebodyElseWroteNothingIsRemembered() {
        // Given
        fence.remember(KEY, SEEN, 9, 30);

        // When
        fence.forgetAll(40);

        // Then
        assertThat(fence.judge(KEY, knowing(9, 39), 9)).isEqualTo(Verdict.REFUSE);
        assertThat(fence.judge(KEY, knowing(9, 40), 9)).isEqualTo(Verdict.APPLY);
    }

    @Test
    void whatATransactionAppliedIsRememberedWhenItHasCommitted() {
        // Given
        BatchEvidence evidence = new BatchEvidence();
        evidence.applied(KEY, SEEN, 9);

        // When
        evidence.committed(fence, 30);

        // Then
        assertThat(fence.judge(KEY, knowing(7, 29), 9)).isEqualTo(Verdict.APPLY);
    }

    @Test
    void evidenceNamesEachKeyWithItsPrint() {
        // Given
        BatchEvidence evidence = new BatchEvidence();
        evidence.applied(KEY, "mysql=1,pg=2", 9);
        evidence.refused("customer/2", knowing(0, 3), 10);

        // When
        DecodedEvidence decoded = DecodedEvidence.of(evidence.bytes());

        // Then
        assertThat(decoded.applied()).isEqualTo(Map.of(KEY, 9L));
        assertThat(decoded.seen()).isEqualTo(Map.of(KEY, "mysql=1,pg=2"));
        assertThat(decoded.refused()).isEqualTo(Map.of("customer/2", 10L));
    }

    @Test
    void theTermsOfANodeAreReadFromTheHeaders() {
        // Given
        SinkRecord record = new SinkRecord("t", 0, null, KEY, null, null, 0);
        record.headers()
                .addString(Headers.HOLDS, "mysql,pg")
                .addString(Headers.SEEN, "mysql=1")
                .addString(Headers.KNOWN_PREFIX + "maria", RowFingerprint.text(-5))
                .addString(Headers.MARKED_PREFIX + "maria", "12");

        // When / Then
        assertThat(FenceTerms.of(record, "pg")).isEqualTo(new FenceTerms(true, 0, -1, "mysql=1"));
        assertThat(FenceTerms.of(record, "maria")).isEqualTo(new FenceTerms(false, -5, 12, "mysql=1"));
        assertThat(FenceTerms.of(record, "p")).isEqualTo(new FenceTerms(false, 0, -1, "mysql=1"));
    }

    @Test
    void aPrintThatIsNoneIsPoison() {
        // Given
        SinkRecord record = new SinkRecord("t", 0, null, KEY, null, null, 0);
        record.headers().addString(Headers.KNOWN_PREFIX + "pg", "no print");

        // When / Then
        assertThatThrownBy(() -> FenceTerms.of(record, "pg"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("eb-known-pg");
    }
}
