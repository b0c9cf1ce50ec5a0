package io.evobridge.resolver.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.resolver.core.causality.DriftLimit;
import io.evobridge.resolver.core.causality.DriftPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolverConfigTest {

    @Test
    void anEmptyBlockGivesTheDefaults() {
        ResolverConfig config = ResolverConfig.of(Map.of(), Map.of());

        assertThat(config.httpHost()).isEqualTo("127.0.0.1");
        assertThat(config.guarantee()).isEqualTo("at_least_once");
        assertThat(config.exactlyOnce()).isFalse();
        assertThat(config.drift()).isEqualTo(new DriftLimit(60_000, DriftPolicy.CLAMP));
        assertThat(config.kafka()).isEmpty();
    }

    @Test
    void theEnvironmentWinsOverTheBlock() {
        ResolverConfig config = ResolverConfig.of(
                Map.of("http.port", "1", "clock.drift.policy", "accept"),
                Map.of("EVOBRIDGE_RESOLVER_HTTP_PORT", "2", "HTTP_PORT", "3"));

        assertThat(config.httpPort()).isEqualTo(2);
        assertThat(config.drift().policy()).isEqualTo(DriftPolicy.ACCEPT);
    }

    @Test
    void kafkaSettingsArePassedOn() {
        ResolverConfig config = ResolverConfig.of(Map.of("kafka.producer.linger.ms", "5"), Map.of());

        assertThat(config.kafka()).containsEntry("producer.linger.ms", "5");
    }

    @Test
    void aMistakeNamesKeyValueAndRule() {
        assertThatThrownBy(() -> ResolverConfig.of(Map.of("http.prot", "1"), Map.of()))
                .hasMessageContaining("resolver.http.prot is not known")
                .hasMessageContaining("http.port");
        assertThatThrownBy(() -> ResolverConfig.of(Map.of("processing.guarantee", "exactly_once"), Map.of()))
                .hasMessageContaining("Invalid value exactly_once for configuration processing.guarantee")
                .hasMessageContaining("exactly_once_v2");
        assertThatThrownBy(() -> ResolverConfig.of(Map.of("http.port", "70000"), Map.of()))
                .hasMessageContaining("http.port")
                .hasMessageContaining("65535");
    }
}
