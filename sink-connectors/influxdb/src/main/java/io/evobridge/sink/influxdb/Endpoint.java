package io.evobridge.sink.influxdb;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where points go, and with which right.
 *
 * @param write address of the write API with its query parameters
 * @param query address of the v1 query API, absent with v2
 * @param target database or bucket, for messages
 * @param authorization value of the Authorization header
 */
record Endpoint(URI write, Optional<URI> query, String target, Optional<String> authorization) {

    static Endpoint of(InfluxDbSinkConfig config) {
        String base = config.connectionUrl().replaceFirst("/+$", "");
        Map<String, String> parameters = new LinkedHashMap<>();
        if (config.apiVersion() == ApiVersion.V1) {
            parameters.put("db", config.database());
            config.retentionPolicy().ifPresent(policy -> parameters.put("rp", policy));
            parameters.put("precision", "ns");
            return new Endpoint(
                    URI.create(base + "/write?" + query(parameters)),
                    Optional.of(URI.create(base + "/query")),
                    "database '" + config.database() + "'",
                    authorization(config));
        }
        parameters.put("org", config.organization());
        parameters.put("bucket", config.bucket());
        parameters.put("precision", "ns");
        return new Endpoint(
                URI.create(base + "/api/v2/write?" + query(parameters)),
                Optional.empty(),
                "bucket '" + config.bucket() + "'",
                authorization(config));
    }

    private static Optional<String> authorization(InfluxDbSinkConfig config) {
        Optional<String> token = config.token().map(secret -> "Token " + secret);
        return token.isPresent()
                ? token
                : config.username().map(user -> {
                    String pair = user + ':' + config.password().orElse("");
                    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
                });
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return write.toString();
    }
}
