package io.evobridge.resolver.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class AdvertisedTest {

    @Test
    void whatIsConfiguredWins() {
        assertThat(Advertised.of("one.example:80", "http://0.0.0.0:8095"))
                .isEqualTo(URI.create("http://one.example:80"));
    }

    @Test
    void otherwiseItIsWhatIsListenedOn() {
        assertThat(Advertised.of("", "http://127.0.0.1:8095")).isEqualTo(URI.create("http://127.0.0.1:8095"));
    }

    @Test
    void allAddressesAreNoneThatOthersCouldUse() {
        URI address = Advertised.of("", "http://0.0.0.0:8095");

        assertThat(address.getHost()).isNotNull().isNotEqualTo("0.0.0.0");
        assertThat(address.getPort()).isEqualTo(8095);
    }

    @Test
    void anAddressWithoutPortIsRefused() {
        assertThatThrownBy(() -> Advertised.of("one.example", "http://0.0.0.0:8095"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("resolver.http.advertised must be host:port, not one.example");
    }
}
