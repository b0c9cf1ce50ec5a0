package io.evobridge.resolver.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.evobridge.resolver.metrics.InstanceFigures;
import io.evobridge.resolver.metrics.InstanceFigures.Latency;
import io.evobridge.resolver.metrics.InstanceFigures.OfEntity;
import io.evobridge.resolver.metrics.InstanceFigures.OfNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what an instance has counted out of its {@link StatusAnswer}; a newer or older one may lack a part. */
final class CountedAnswer {

    private CountedAnswer() {}

    static InstanceFigures read(JsonNode status) {
        Map<String, OfNode> nodes = new HashMap<>();
        for (JsonNode node : status.path("nodes")) {
            JsonNode counters = node.path("counters");
            nodes.put(
                    node.path("name").asText(),
                    new OfNode(
                            counters.path("echoes").asLong(),
                            counters.path("refusals").asLong(),
                            counters.path("resends").asLong(),
                            counters.path("parked").asLong(),
                            counters.path("drifted").asLong()));
        }
        Map<String, OfEntity> entities = new HashMap<>();
        for (JsonNode entity : status.path("entities")) {
            JsonNode latency = entity.path("latency");
            entities.put(
                    entity.path("name").asText(),
                    new OfEntity(
                            entity.path("conflicts").asLong(),
                            latency.isMissingNode()
                                    ? Optional.empty()
                                    : Optional.of(new Latency(
                                            latency.path("p50Millis").asDouble(),
                                            latency.path("p99Millis").asDouble(),
                                            latency.path("count").asLong()))));
        }
        return new InstanceFigures(nodes, entities);
    }
}
