package io.evobridge.sink.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Set;
import redis.clients.jedis.HostAndPort;

/**
 * Where Redis listens.
 *
 * @param servers the server, or some servers of a cluster from which the others are found
 * @param tls whether connections are encrypted
 * @param database index of the database, 0 in a cluster
 * @param cluster whether keys are spread over a cluster's slots
 */
record RedisAddress(Set<HostAndPort> servers, boolean tls, int database, boolean cluster) {

    private static final int DEFAULT_PORT = 6379;

    RedisAddress {
        servers = Set.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("an address needs at least one server");
        }
        if (!cluster && servers.size() > 1) {
            throw new IllegalArgumentException(
                    "several servers are a cluster: set connection.mode=cluster, or name one server");
        }
        if (cluster && database != 0) {
            throw new IllegalArgumentException("a cluster has database 0 only, not " + database);
        }
    }

    /** Reads {@code redis://host:port/database} or {@code rediss://…}; in a cluster several, joined by commas. */
    static RedisAddress parse(String text, boolean cluster) {
        Set<HostAndPort> servers = new LinkedHashSet<>();
        Set<Boolean> tls = new LinkedHashSet<>();
        int database = 0;
        for (String piece : text.split(",", -1)) {
            URI uri = uri(piece.strip());
            servers.add(new HostAndPort(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()));
            tls.add("rediss".equals(uri.getScheme()));
            database = Math.max(database, database(uri));
        }
        if (tls.size() > 1) {
            throw new IllegalArgumentException("redis:// and rediss:// are mixed: a cluster is all TLS or none");
        }
        return new RedisAddress(servers, tls.iterator().next(), database, cluster);
    }

    private static URI uri(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(expected(), e);
        }
        if (uri.getHost() == null || !("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(expected());
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "a URL is shown in logs: move the user to connection.username and connection.password");
        }
        return uri;
    }

    private static int database(URI uri) {
        String path = uri.getPath();
        if (path == null || path.isEmpty() || path.equals("/")) {
            return 0;
        }
        if (!path.matches("/\\d{1,5}")) {
            throw new IllegalArgumentException("the path of a Redis URL is the index of a database, as in /3");
        }
        return Integer.parseInt(path.substring(1));
    }

    private static String expected() {
        return "a Redis URL is redis://host:port or rediss://host:port, and /database where it is not 0";
    }
}
