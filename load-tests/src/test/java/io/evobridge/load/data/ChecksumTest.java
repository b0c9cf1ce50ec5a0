package io.evobridge.load.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChecksumTest {

    @Test
    void isEqualForTheSameRowsInAnyOrder() {
        // Given
        Checksum forth = new Checksum();
        Checksum back = new Checksum();

        // When
        for (int id = 0; id < 100; id++) {
            forth.add(Item.of(id, 1));
            back.add(Item.of(99 - id, 1));
        }

        // Then
        assertThat(forth).hasToString(back.toString());
    }

    @Test
    void tellsAnOlderStateOfOneRow() {
        // Given
        Checksum newest = new Checksum();
        Checksum stale = new Checksum();

        // When
        newest.add(Item.of(1, 2));
        stale.add(Item.of(1, 1));

        // Then
        assertThat(newest.toString()).isNotEqualTo(stale.toString());
    }

    @Test
    void tellsAMissingRowFromAnEmptyOne() {
        // Given
        Checksum one = new Checksum();
        Checksum none = new Checksum();

        // When
        one.add(Item.of(0, 0));

        // Then
        assertThat(one.toString()).startsWith("1 rows").isNotEqualTo(none.toString());
    }

    @Test
    void writesPricesWithTwoDigits() {
        assertThat(new Item(1, "a", 5, 1, 1).price()).isEqualTo("0.05");
        assertThat(new Item(1, "a", 12_50, 1, 1).price()).isEqualTo("12.50");
    }
}
