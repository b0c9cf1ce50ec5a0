package io.evobridge.compose;

import com.sun.tools.attach.VirtualMachine;
import io.prometheus.jmx.JavaAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a Connect worker serves to Prometheus by the JMX agent and the rules that are shipped. */
final class WorkerMetrics {

    private static final Path RULES =
            Path.of("../../compose/prometheus/jmx-connect.yml").toAbsolutePath();
    private static final Pattern SERIES = Pattern.compile("(?m)^[a-z_][a-z0-9_]*(?=[{ ])");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI address;

    private WorkerMetrics(URI address) {
        this.address = address;
    }

    /** Attaches the agent to a running worker. */
    static WorkerMetrics of(long pid) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path agent = Path.of(JavaAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        VirtualMachine worker = VirtualMachine.attach(Long.toString(pid));
        try {
            worker.loadAgent(agent.toString(), "127.0.0.1:" + port + ":" + RULES);
        } finally {
            worker.detach();
        }
        return new WorkerMetrics(URI.create("http://127.0.0.1:" + port + "/metrics"));
    }

    /** The names of all series. */
    Set<String> names() throws IOException, InterruptedException {
        String text = HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
        return SERIES.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
