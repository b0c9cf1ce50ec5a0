package io.evobridge.sink.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

    @Test
    @DisplayName("a page shows every key in its group, and no secret's default")
    void page() {
        // Given
        ConfigDef definition = new ConfigDef()
                .define(
                        "b",
                        ConfigDef.Type.INT,
                        7,
                        ConfigDef.Range.atLeast(1),
                        ConfigDef.Importance.LOW,
                        "Second.",
                        "Group",
                        1,
                        ConfigDef.Width.SHORT,
                        "B")
                .define(
                        "a",
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        null,
                        ConfigDef.Importance.HIGH,
                        "First.",
                        "Group",
                        0,
                        ConfigDef.Width.SHORT,
                        "A")
                .define(
                        "c",
                        ConfigDef.Type.PASSWORD,
                        "secret",
                        null,
                        ConfigDef.Importance.LOW,
                        "Third.",
                        "Group",
                        2,
                        ConfigDef.Width.SHORT,
                        "C")
                .define(
                        "d",
                        ConfigDef.Type.LIST,
                        List.of(),
                        null,
                        ConfigDef.Importance.LOW,
                        "Fourth.",
                        "Other group",
                        0,
                        ConfigDef.Width.SHORT,
                        "D");

        // When
        String page = ReferencePage.of("# Title\n", definition);

        // Then
        assertThat(page).isEqualTo("""
                # Title

                ## Group

                ### `a`

                First.

                - Type: string
                - Default: none, required
                - Importance: high

                ### `b`

                Second.

                - Type: int
                - Default: `7`
                - Valid: [1,...]
                - Importance: low

                ### `c`

                Third.

                - Type: password
                - Default: none
                - Importance: low

                ## Other group

                ### `d`

                Fourth.

                - Type: list
                - Default: empty
                - Importance: low
                """);
    }
}
