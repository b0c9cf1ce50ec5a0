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

    private final Fence fence = new Fence(2);

    private static FenceTerms knowing(long print) {
        return new FenceTerms(false, print, "mysql=1");
    }

    @Test
    void aRowThatLooksAsTheLogShowedItIsReplaced() {
        assertThat(fence.judge(KEY, knowing(7), 7)).isEqualTo(Verdict.APPLY);
    }

    @Test
    void aRowThatTheLogHasNotShownIsLeftAlone() {
        assertThat(fence.judge(KEY, knowing(7), 8)).isEqualTo(Verdict.REFUSE);
        assertThat(fence.judge(KEY, knowing(RowFingerprint.ABSENT), 8)).isEqualTo(Verdict.REFUSE);
        assertThat(fence.judge(KEY, knowing(7), RowFingerprint.ABSENT)).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void aRowAsThisSinkLeftItIsReplacedBeforeTheLogHasShownIt() {
        // Given
        fence.remember(KEY, 9);

        // When / Then
        assertThat(fence.judge(KEY, knowing(7), 9)).isEqualTo(Verdict.APPLY);
    }

    @Test
    void whatTheNodeHoldsIsSkippedWhateverTheRowLooksLike() {
        assertThat(fence.judge(KEY, new FenceTerms(true, 7, ""), 8)).isEqualTo(Verdict.SKIP);
    }

    @Test
    void aRowThatLooksAsBeforeAgainIsLeftAloneWhenALocalWriteWasSeenInBetween() {
        // Given
        BatchEvidence first = new BatchEvidence();
        first.applied(KEY, "mysql=1", 9);
        first.committed(fence);
        BatchEvidence second = new BatchEvidence();
        second.refused(KEY, 10);

        // When
        second.committed(fence);

        // Then
        assertThat(fence.judge(KEY, knowing(10), 9)).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void theMemoryIsBoundedAndTheKeyNotUsedForLongestGoes() {
        // Given
        fence.remember("customer/1", 1);
        fence.remember("customer/2", 2);
        fence.judge("customer/1", knowing(0), 1);

        // When
        fence.remember("customer/3", 3);

        // Then
        assertThat(fence.size()).isEqualTo(2);
        assertThat(fence.judge("customer/1", knowing(5), 1)).isEqualTo(Verdict.APPLY);
        assertThat(fence.judge("customer/2", knowing(5), 2)).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void evidenceNamesEachKeyWithItsPrint() {
        // Given
        BatchEvidence evidence = new BatchEvidence();
        evidence.applied(KEY, "mysql=1,pg=2", 9);
        evidence.refused("customer/2", 10);

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
                .addString(Headers.KNOWN_PREFIX + "maria", RowFingerprint.text(-5));

        // When / Then
        assertThat(FenceTerms.of(record, "pg")).isEqualTo(new FenceTerms(true, 0, "mysql=1"));
        assertThat(FenceTerms.of(record, "maria")).isEqualTo(new FenceTerms(false, -5, "mysql=1"));
        assertThat(FenceTerms.of(record, "p")).isEqualTo(new FenceTerms(false, 0, "mysql=1"));
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
