package io.evobridge.resolver.app;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/** By which address other instances reach this one. */
final class Advertised {

    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "[::]", "::", "0:0:0:0:0:0:0:0");

    private Advertised() {}

    /**
     * The configured host:port, or what is listened on.
     *
     * @param configured empty for none
     * @param listening as http://host:port or https://host:port
     */
    static URI of(String configured, String listening) {
        String scheme = listening.substring(0, listening.indexOf("://") + "://".length());
        if (!configured.isEmpty()) {
            URI address = URI.create(scheme + configured);
            if (address.getHost() == null || address.getPort() < 0) {
                throw new ConfigException("resolver.http.advertised must be host:port, not " + configured);
            }
            return address;
        }
        int colon = listening.lastIndexOf(':');
        String host = listening.substring(scheme.length(), colon);
        return ALL_ADDRESSES.contains(host)
                ? URI.create(scheme + ownName() + listening.substring(colon))
                : URI.create(listening);
    }

    private static String ownName() {
        try {
            InetAddress own = InetAddress.getLocalHost();
            String name = own.getHostName();
            // A name with an underscore, as containers may have it, is none in an address.
            return URI.create("http://" + name).getHost() == null ? own.getHostAddress() : name;
        } catch (UnknownHostException e) {
            throw new SetupException(
                    "this machine does not know its own name; set resolver.http.advertised to host:port", e);
        }
    }
}
