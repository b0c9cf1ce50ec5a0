package io.evobridge.bridge;

/**
 * Host and port of a server.
 *
 * @param host name or IP address
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

    public Address {
        if (host.isBlank() || host.contains("/")) {
            throw new IllegalArgumentException("a host name or IP address without '/'");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port between 1 and 65535");
        }
    }

    /** Reads {@code host} or {@code host:port}. */
    static Address parse(String text, int defaultPort) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return new Address(text, defaultPort);
        }
        try {
            return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("host or host:port", e);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
