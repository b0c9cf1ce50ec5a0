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
                .hasMessage("resolver.http.prot is not known; did you mean 'http.port'?");
        assertThatThrownBy(() -> ResolverConfig.of(Map.of("processing.guarantee", "exactly_once"), Map.of()))
                .hasMessage("resolver.processing.guarantee is 'exactly_once': String must be one of: at_least_once,"
                        + " exactly_once_v2; did you mean 'exactly_once_v2'?");
        assertThatThrownBy(() -> ResolverConfig.of(Map.of(), Map.of("EVOBRIDGE_RESOLVER_HTTP_PORT", "70000")))
                .hasMessage("EVOBRIDGE_RESOLVER_HTTP_PORT is '70000': Value must be no more than 65535");
    }
}
