package io.evobridge.sink.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;

class RedisAddressTest {

    @Test
    @DisplayName("a URL names server, port, encryption and database")
    void single() {
        RedisAddress address = RedisAddress.parse("rediss://cache.example/3", false);
        assertThat(address.servers()).containsExactly(new HostAndPort("cache.example", 6379));
        assertThat(address.tls()).isTrue();
        assertThat(address.database()).isEqualTo(3);
    }

    @Test
    @DisplayName("a cluster has several servers")
    void cluster() {
        RedisAddress address = RedisAddress.parse("redis://a:7000, redis://b:7001", true);
        assertThat(address.servers()).containsExactlyInAnyOrder(new HostAndPort("a", 7000), new HostAndPort("b", 7001));
    }

    @Test
    @DisplayName("refusals say what to write instead, and never repeat a password")
    void refusals() {
        refused("http://a", false, "a Redis URL is redis://host:port");
        refused("redis://user:secret@a", false, "move the user to connection.username");
        refused("redis://a,redis://b", false, "set connection.mode=cluster");
        refused("redis://a,rediss://b", true, "all TLS or none");
        refused("redis://a/2", true, "database 0 only");
        refused("redis://a/x", false, "index of a database");
    }

    private static void refused(String text, boolean cluster, String expected) {
        assertThatThrownBy(() -> RedisAddress.parse(text, cluster))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("secret");
    }
}
