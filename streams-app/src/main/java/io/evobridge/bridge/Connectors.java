package io.evobridge.bridge;

import io.evobridge.contract.mapping.ColumnRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The connectors that a bridge implies: one per source node, one per entity and sink node. */
public final class Connectors {

    private static final String AVRO_CONVERTER = "io.evobridge.connect.avro.AvroConverter";

    private Connectors() {}

    /** All connectors of a bridge, sources first. */
    public static List<Connector> of(Bridge bridge) {
        List<Connector> connectors = new ArrayList<>();
        for (Node node : bridge.sources()) {
            connectors.add(SourceConnectors.connector(bridge, node));
        }
        for (Node node : bridge.sinks()) {
            bridge.entitiesOn(node).forEach(entity -> connectors.add(SinkConnectors.connector(bridge, node, entity)));
        }
        return connectors;
    }

    /** Name of the connector that captures a node. */
    public static String sourceName(Bridge bridge, Node node) {
        return bridge.name() + "-" + node.name();
    }

    /** Name of the connector that writes an entity into a node. */
    public static String sinkName(Bridge bridge, Node node, Entity entity) {
        return bridge.name() + "-" + node.name() + "-" + entity.name();
    }

    /**
     * What every connector of a bridge has in common: keys as readable text, values as Avro under the registry's
     * authority. While the registry is away conversion is tried again without end, or a good record would be taken for
     * a bad one.
     */
    static Map<String, String> common(Bridge bridge) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("errors.retry.timeout", "-1");
        config.put("errors.retry.delay.max.ms", "5000");
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        // Connect's own default guesses types and would turn an HLC's digits into a number.
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", AVRO_CONVERTER);
        config.put("value.converter.registry.url", bridge.registry().toString());
        config.put("value.converter.registry.group", bridge.name());
        return config;
    }

    /** How columns differ from fields beyond their names, under the keys that a connector has for it. */
    static void rules(
            ColumnRules rules, String conversions, String splits, String constants, Map<String, String> config) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(conversions, rules.conversionsText());
        texts.put(splits, rules.splitsText());
        texts.put(constants, rules.constantsText());
        texts.values().removeIf(String::isEmpty);
        config.putAll(texts);
    }
}
