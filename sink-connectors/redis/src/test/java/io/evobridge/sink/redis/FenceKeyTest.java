package io.evobridge.sink.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.util.JedisClusterCRC16;

class FenceKeyTest {

    private final FenceKey fence = new FenceKey("eb-fence");

    @Test
    @DisplayName("fences differ for any two keys and share the slot of their key")
    void fencesAreInjectiveAndCoLocated() {
        // Given
        long seed = Long.getLong("seed", 20_261_121L);
        Random random = new Random(seed);
        Map<String, String> keyOfFence = new HashMap<>();

        for (int i = 0; i < 20_000; i++) {
            String key = key(random);

            // When
            String name = fence.of(key);

            // Then
            String other = keyOfFence.put(name, key);
            assertThat(other == null || other.equals(key))
                    .as("seed=%d %s %s", seed, key, other)
                    .isTrue();
            if (FenceKey.sharesSlot(key)) {
                assertThat(JedisClusterCRC16.getSlot(name))
                        .as("seed=%d %s", seed, key)
                        .isEqualTo(JedisClusterCRC16.getSlot(key));
            }
        }
    }

    private static String key(Random random) {
        StringBuilder text = new StringBuilder("k");
        for (int i = random.nextInt(7); i > 0; i--) {
            text.append("{}:ab".charAt(random.nextInt(5)));
        }
        return text.toString();
    }

    @Test
    @DisplayName("only a closing brace without a tag keeps a key from sharing its slot")
    void slots() {
        assertThat(FenceKey.sharesSlot("session:42")).isTrue();
        assertThat(FenceKey.sharesSlot("cart:{42}")).isTrue();
        assertThat(FenceKey.sharesSlot("open{brace")).isTrue();
        assertThat(FenceKey.sharesSlot("a}b")).isFalse();
        assertThat(FenceKey.sharesSlot("a{}b")).isFalse();
    }

    @Test
    @DisplayName("a prefix with a brace would move the tag and is refused")
    void prefix() {
        assertThatThrownBy(() -> new FenceKey("x{"))
                .hasMessage("a fence prefix is not empty and has no braces, unlike 'x{'");
    }
}
