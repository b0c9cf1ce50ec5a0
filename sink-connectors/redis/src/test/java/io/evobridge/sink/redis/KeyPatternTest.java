package io.evobridge.sink.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPatternTest {

    private record Sample(List<String> key, Map<String, String> columns) implements KeyPattern.Fields {

        @Override
        public String topic() {
            return "shop.resolved.session";
        }

        @Override
        public String entity() {
            return "session";
        }

        @Override
        public String collection() {
            return "s";
        }

        @Override
        public @Nullable String named(String name) {
            return columns.get(name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "session:{id}, session:42",
        "session:{0}, session:42",
        "{entity}:{key}, session:42",
        "{collection}:{key}, s:42",
        "{topic}/{id}, shop.resolved.session/42",
        "cart:{{{id}}}, cart:{42}",
        "{{}}{id}, {}42",
    })
    @DisplayName("placeholders are replaced, double braces are braces")
    void placeholders(String pattern, String expected) {
        // Given
        Sample fields = new Sample(List.of("42"), Map.of("id", "42"));

        // When
        String key = KeyPattern.parse(pattern).keyOf(fields);

        // Then
        assertThat(key).isEqualTo(expected);
    }

    @Test
    @DisplayName("a single field is written as it is")
    void singleFieldIsClean() {
        // Given
        Sample fields = new Sample(List.of("a:b%c"), Map.of());

        // When
        String key = KeyPattern.parse("session:{key}").keyOf(fields);

        // Then
        assertThat(key).isEqualTo("session:a:b%c");
    }

    @Test
    @DisplayName("different fields never give the same key")
    void keysAreInjective() {
        long seed = Long.getLong("seed", 20_261_121L);
        Random random = new Random(seed);
        for (String pattern : List.of("x:{0}:{1}", "{0}-ü-{1}", "{key}", "t:{key}:{0}", "{0}%{1}")) {
            // Given
            KeyPattern keys = KeyPattern.parse(pattern);
            Map<String, List<String>> seen = new HashMap<>();

            // When, Then
            for (int i = 0; i < 2_000; i++) {
                List<String> parts = List.of(text(random), text(random));
                List<String> other = seen.put(keys.keyOf(new Sample(parts, Map.of())), parts);
                assertThat(other == null || other.equals(parts))
                        .as("seed=%d pattern=%s %s %s", seed, pattern, other, parts)
                        .isTrue();
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(":-%a{ü3".charAt(random.nextInt(7)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "{entity}", "{id}{region}", "{id}{entity}{region}", "{id", "id}", "{}", "{a b}"})
    @DisplayName("patterns that cannot tell keys apart or have stray braces are refused")
    void badPatterns(String pattern) {
        assertThatThrownBy(() -> KeyPattern.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("names lists what the record must offer by name")
    void namesOfFields() {
        assertThat(KeyPattern.parse("{entity}:{region}:{id}:{0}:{key}").names()).containsExactly("id", "region");
    }

    @Test
    @DisplayName("a field that the record lacks is named in the refusal")
    void missingField() {
        Sample fields = new Sample(List.of("42"), Map.of());
        assertThatThrownBy(() -> KeyPattern.parse("a:{tenant}").keyOf(fields))
                .hasMessage("key.pattern needs field {tenant}, which the record does not have");
        assertThatThrownBy(() -> KeyPattern.parse("a:{1}").keyOf(fields))
                .hasMessage("key.pattern needs key field {1}, and the record's key has 1");
    }
}
