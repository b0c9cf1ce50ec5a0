package io.evobridge.contract.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnRulesTest {

    @Test
    void rulesSurviveTheTextOfTheirSettings() {
        // Given
        ColumnRules rules = new ColumnRules(
                Map.of(
                        "balance",
                        new Scale(-2),
                        "age",
                        NumberText.INSTANCE,
                        "active",
                        new ValueMap(Map.of("ja, gewiss", "true", "n=in;", "false"))),
                Map.of("name", new Split(List.of("first:name", "last name"), " ")),
                Map.of("tenant", "${acme}, Ltd: 100%"));

        // When
        ColumnRules read = ColumnRules.parse(
                List.of(rules.conversionsText().split(",")),
                List.of(rules.splitsText().split(",")),
                List.of(rules.constantsText().split(",")));

        // Then
        assertThat(read).isEqualTo(rules);
        assertThat(rules.splitsText()).isEqualTo("name:%20:first%3Aname:last%20name");
        assertThat(rules.constantsText()).doesNotContain("$", " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"balance", "balance:scale:0", "balance:scale:x", "a:values:Y=true;N=true", "a:values:", "a:what"
            })
    void aConversionThatIsNotOneToOneOrNotKnownIsRefused(String text) {
        assertThatThrownBy(() -> ColumnRules.conversion(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aColumnHasOneRole() {
        assertThatThrownBy(() -> ColumnRules.parse(List.of(), List.of("name:+:first:last"), List.of("last:x")))
                .hasMessageContaining("a constant or a part of one field");
    }

    @Test
    void centsBecomeUnitsAndBack() {
        Scale cents = new Scale(2);

        assertThat(cents.toField(new BigDecimal("1250"))).isEqualByComparingTo("12.5");
        assertThat(cents.toColumn(new BigDecimal("12.5"))).isEqualByComparingTo("1250");
        assertThat(cents.fieldText("1250")).contains("12.5");
        assertThat(cents.fieldScale(0)).isEqualTo(2);
        assertThat(new Scale(-3).fieldText("2")).contains("2000");
        assertThat(new Scale(-3).fieldScale(2)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "42, true",
        "-0.50, true",
        "0, true",
        "042, false",
        "+1, false",
        "1e3, false",
        "' 1', false",
        "-0, false"
    })
    void onlyThePlainTextOfANumberIsOne(String text, boolean isOne) {
        assertThat(NumberText.INSTANCE.toField(text).isPresent()).isEqualTo(isOne);
    }

    @Test
    void wordsAreTranslatedBothWaysWhateverTheColumnsType() {
        // Given
        ValueMap flag = new ValueMap(Map.of("Y", "true", "N", "false"));
        Map<String, String> words = new LinkedHashMap<>();
        words.put("true", "1");
        words.put("false", "2");
        ValueMap number = new ValueMap(words);

        // Then
        assertThat(flag.kind()).isEqualTo(ValueMap.Kind.BOOLEAN);
        assertThat(flag.fieldText("Y")).contains("1");
        assertThat(flag.toColumn("0")).contains("N");
        assertThat(flag.fieldText("y")).isEmpty();
        assertThat(number.kind()).isEqualTo(ValueMap.Kind.WHOLE);
        assertThat(number.fieldText("0")).contains("2");
        assertThat(number.toColumn("1")).contains("true");
    }

    @Test
    void aSplitTextIsTheSameWhenItIsJoinedAgain() {
        // Given
        Random random = new Random(7);
        Split split = new Split(List.of("a", "b", "c"), "-");

        for (int i = 0; i < 1_000; i++) {
            String text = random.ints(random.nextInt(8), 0, 3)
                    .collect(StringBuilder::new, (b, c) -> b.append("x- ".charAt(c)), StringBuilder::append)
                    .toString();

            // When
            List<@Nullable String> parts = split.split(text);

            // Then
            assertThat(parts).hasSize(3);
            assertThat(split.join(parts)).isEqualTo(text);
        }
        assertThat(split.join(split.split(null))).isNull();
    }

    @Test
    void theLastPartTakesTheRestAndAMissingOneIsNull() {
        Split name = new Split(List.of("first", "last"), " ");

        assertThat(name.split("Ada King Lovelace")).containsExactly("Ada", "King Lovelace");
        assertThat(name.split("Prince")).containsExactly("Prince", null);
        assertThat(name.join(Arrays.asList(null, "Lovelace"))).isEqualTo("Lovelace");
    }
}
