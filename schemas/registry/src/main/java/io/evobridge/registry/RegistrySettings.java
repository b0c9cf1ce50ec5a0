package io.evobridge.registry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a registry.
 *
 * @param urls base addresses, for example {@code http://localhost:8080}; tried in turn until one answers
 * @param connectTimeout longest wait for a connection
 * @param requestTimeout longest wait for a whole answer
 * @param credentials sent with every request
 * @param trustStore for https with certificates that the JVM does not know
 * @param cacheSize most schemas that are remembered, each way
 */
public record RegistrySettings(
        List<URI> urls,
        Duration connectTimeout,
        Duration requestTimeout,
        Optional<RegistryCredentials> credentials,
        Optional<RegistryTrustStore> trustStore,
        int cacheSize) {

    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(3);
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);
    public static final int DEFAULT_CACHE_SIZE = 1_000;

    private static final String API_SUFFIX = "/apis/registry/v3";

    public RegistrySettings {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("the registry needs at least one url");
        }
        urls = urls.stream().map(RegistrySettings::base).toList();
        if (connectTimeout.toMillis() < 1 || requestTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("time-outs of the registry are at least one millisecond");
        }
        if (cacheSize < 1) {
            throw new IllegalArgumentException("the cache of schemas holds at least one");
        }
    }

    /** Default time-outs, no credentials. */
    public static RegistrySettings of(List<String> urls) {
        return new RegistrySettings(
                urls.stream().map(RegistrySettings::parse).toList(),
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_REQUEST_TIMEOUT,
                Optional.empty(),
                Optional.empty(),
                DEFAULT_CACHE_SIZE);
    }

    /** Default time-outs, no credentials, one server. */
    public static RegistrySettings of(String url) {
        return of(List.of(url));
    }

    public RegistrySettings withTimeouts(Duration connect, Duration request) {
        return new RegistrySettings(urls, connect, request, credentials, trustStore, cacheSize);
    }

    public RegistrySettings withCredentials(RegistryCredentials given) {
        return new RegistrySettings(urls, connectTimeout, requestTimeout, Optional.of(given), trustStore, cacheSize);
    }

    public RegistrySettings withTrustStore(RegistryTrustStore given) {
        return new RegistrySettings(urls, connectTimeout, requestTimeout, credentials, Optional.of(given), cacheSize);
    }

    public RegistrySettings withCacheSize(int schemas) {
        return new RegistrySettings(urls, connectTimeout, requestTimeout, credentials, trustStore, schemas);
    }

    private static URI parse(String url) {
        try {
            return new URI(url.strip());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException(rule(url), e);
        }
    }

    /** People also paste the address of the API itself; both mean the same server. */
    private static URI base(URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getQuery() != null || url.getUserInfo() != null) {
            throw new IllegalArgumentException(rule(url.toString()));
        }
        String text = url.toString();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return URI.create(text.endsWith(API_SUFFIX) ? text.substring(0, text.length() - API_SUFFIX.length()) : text);
    }

    private static String rule(String url) {
        return "a registry url is http(s)://host:port without user or query, not '" + url + "'";
    }
}
