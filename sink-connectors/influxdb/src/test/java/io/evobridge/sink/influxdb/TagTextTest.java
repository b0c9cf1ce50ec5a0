package io.evobridge.sink.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagTextTest {

    @ParameterizedTest
    @DisplayName("only what would end or swallow a part of the line is replaced")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "plain|plain",
                "a b,c=d|a b,c=d",
                "grün 漢字 😀|grün 漢字 😀",
                "it's 50%|it's 50%",
                "C:\\|C:%5C",
                "a\\b|a\\b",
                "a\\,b|a%5C,b",
                "a\\ b|a%5C b",
                "a\\=b|a%5C=b",
                "a\\\\b|a%5C\\b",
            })
    void fits(String text, String expected) {
        assertThat(TagText.of(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("control characters become their codes")
    @CsvSource({"10,%0A", "13,%0D", "9,%09", "0,%00", "127,%7F"})
    void control(int code, String expected) {
        assertThat(TagText.of("a" + (char) code + "b")).isEqualTo("a" + expected + "b");
    }
}
