package io.evobridge.resolver.monitor;

import io.evobridge.bridge.Node;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes that are behind their bounds, and since when; says so when that changes. */
final class StaleNodes {

    private static final Logger LOG = LoggerFactory.getLogger(StaleNodes.class);

    private final Map<String, Long> sinceMillis = new ConcurrentHashMap<>();

    /** Judges all nodes by new figures. */
    void judge(Collection<Node> nodes, TopicFigures figures) {
        for (Node node : nodes) {
            NodeFigures own = figures.nodes().get(node.name());
            if (own != null) {
                judge(node, own, figures.millis());
            }
        }
    }

    private void judge(Node node, NodeFigures own, long millis) {
        boolean before = sinceMillis.containsKey(node.name());
        boolean now = node.staleness().isExceeded(own.stalenessMillis(), own.waiting(), before);
        if (now && !before) {
            sinceMillis.put(node.name(), millis);
            LOG.warn(
                    "node={} is behind its bound staleness_ms={} waiting={}",
                    node.name(),
                    own.stalenessMillis().orElse(-1),
                    own.waiting().orElse(-1));
        } else if (before && !now) {
            Long since = sinceMillis.remove(node.name());
            LOG.info("node={} is within its bound again after_ms={}", node.name(), since == null ? 0 : millis - since);
        }
    }

    boolean isStale(String node) {
        return sinceMillis.containsKey(node);
    }

    /** The nodes that are behind, each with the time when that was seen first. */
    Map<String, Instant> since() {
        return sinceMillis.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(Map.Entry::getKey, node -> Instant.ofEpochMilli(node.getValue())));
    }
}
