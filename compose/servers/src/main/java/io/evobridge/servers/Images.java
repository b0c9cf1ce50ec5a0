package io.evobridge.servers;

/** The public images that hold the programs which otherwise come from Maven Central and Debian. */
final class Images {

    static final String REDIS = "redis:7";
    static final String MYSQL = "mysql:8.0";
    static final String INFLUXDB = "influxdb:1.8";
    /** Holds Connect too. */
    static final String KAFKA = "apache/kafka:4.3.1";

    static final String APICURIO = "quay.io/apicurio/apicurio-registry:3.3.3";

    private Images() {}
}
