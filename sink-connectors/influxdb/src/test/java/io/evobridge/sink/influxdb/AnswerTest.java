package io.evobridge.sink.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

    @ParameterizedTest
    @DisplayName("status and words decide what happens to the points")
    @CsvSource(
            delimiter = '|',
            value = {
                "204||WRITTEN",
                "200||WRITTEN",
                "400|partial write: field type conflict: input field \"a\" dropped=1|BAD_POINT",
                "400|partial write: points beyond retention policy dropped=1|BAD_POINT",
                "400|partial write: write /d/_series/06/0000: no space left on device dropped=3|DISK_FULL",
                "400|partial write: write /d/x: input/output error dropped=3|AWAY",
                "400|partial write: max-series-per-database limit exceeded: (9) dropped=1|REFUSED",
                "400|database is required|REFUSED",
                "422|failure writing points to database|BAD_POINT",
                "401|authorization failed|REFUSED",
                "403|forbidden|REFUSED",
                "404|database not found: \"d\"|NO_DATABASE",
                "404|bucket \"b\" not found|REFUSED",
                "404|page not found|REFUSED",
                "405||REFUSED",
                "307||REFUSED",
                "408||AWAY",
                "413|Request Entity Too Large|TOO_LARGE",
                "429|too many requests|AWAY",
                "500|timeout|AWAY",
                "500|engine: error writing WAL entry: write /w/_00001.wal: no space left on device|DISK_FULL",
                "500|retention policy not found: zz|REFUSED",
                "503||AWAY",
            })
    void verdicts(int status, @Nullable String words, Verdict expected) {
        // When
        Answer answer = Answer.of(status, words == null ? "" : words, Optional.empty());

        // Then
        assertThat(answer.verdict()).isEqualTo(expected);
        assertThat(answer.sentence()).startsWith("HTTP " + status);
    }
}
