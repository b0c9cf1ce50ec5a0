package io.evobridge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowFingerprintTest {

    private static SortedMap<String, @Nullable String> row(@Nullable String... namesAndTexts) {
        SortedMap<String, @Nullable String> row = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            row.put(String.valueOf(namesAndTexts[i]), namesAndTexts[i + 1]);
        }
        return row;
    }

    @Test
    void theSameRowHasTheSameFingerprintAndItIsPinnedForEver() {
        assertThat(RowFingerprint.of(row("id", "1", "name", "Ada")))
                .isEqualTo(RowFingerprint.of(row("name", "Ada", "id", "1")))
                .isEqualTo(2119363081549624199L);
    }

    @Test
    void nullTheEmptyTextAndShiftedTextsDiffer() {
        assertThat(RowFingerprint.of(row("a", null))).isNotEqualTo(RowFingerprint.of(row("a", "")));
        assertThat(RowFingerprint.of(row("a", "bc"))).isNotEqualTo(RowFingerprint.of(row("ab", "c")));
    }

    @Test
    void numbersHaveOneText() {
        assertThat(RowFingerprint.number(new BigDecimal("10.500"))).isEqualTo("10.5");
        assertThat(RowFingerprint.number(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(RowFingerprint.number(new BigDecimal("0.00"))).isEqualTo("0");
    }

    @Test
    void aFingerprintComesBackFromItsText() {
        assertThat(RowFingerprint.parse(RowFingerprint.text(-5))).isEqualTo(-5);
        assertThat(RowFingerprint.text(RowFingerprint.ABSENT)).isEqualTo("0000000000000000");
    }

    @Test
    void aVersionVectorComesBackFromItsText() {
        var seen = new TreeMap<String, LogPosition>();
        seen.put("pg", new LogPosition(1, 2));
        seen.put("mysql", new LogPosition(-1, 0));
        assertThat(SeenText.of(seen)).startsWith("mysql=").contains(",pg=");
        assertThat(SeenText.parse(SeenText.of(seen))).isEqualTo(seen);
        assertThat(SeenText.parse("")).isEmpty();
    }

    @Test
    void aTextThatIsNoVersionVectorIsRefused() {
        assertThatThrownBy(() -> SeenText.parse("mysql")).isInstanceOf(IllegalArgumentException.class);
    }
}
