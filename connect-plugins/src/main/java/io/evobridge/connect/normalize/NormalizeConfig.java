package io.evobridge.connect.normalize;

import io.evobridge.contract.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Configuration of {@link NormalizeChange}: the bridge, the node and which tables hold which entities. */
final class NormalizeConfig extends AbstractConfig {

    /** What Avro accepts as the name of a field. */
    static final String FIELD_NAME = "[A-Za-z_][A-Za-z0-9_]*";

    /** Lists without repetition whose elements can be field names. */
    static final Validator DISTINCT_FIELDS = LambdaValidator.with(
            (key, value) -> distinct(key, value, FIELD_NAME), () -> "distinct names that match " + FIELD_NAME);

    private static final String BRIDGE = "bridge";
    private static final String BRIDGE_DOC = "Name of the bridge: the prefix of every topic.";
    private static final String NODE = "node";
    private static final String NODE_DOC = "Name of the captured database in the bridge.";
    private static final String ENTITIES = "entities";
    private static final String ENTITIES_DOC =
            "Entities that this node holds. Each needs entity.<name>.table. Records of other tables pass unchanged.";
    private static final String PLACEHOLDER = "unavailable.value.placeholder";
    private static final String PLACEHOLDER_DOC =
            "Text that stands for a value which the log left out; the same as the connector's setting of this name.";

    private static final String ENTITY_NAME = "[a-z][a-z0-9_]{0,62}";
    private static final String NODE_NAME = "[a-z][a-z0-9-]{0,39}";
    private static final String GROUP = "Bridge";

    private final List<EntityMapping> mappings;

    NormalizeConfig(Map<?, ?> originals) {
        super(definition(), originals);
        this.mappings = mappings(originals);
    }

    static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        BRIDGE,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        matching(NODE_NAME, "must match " + NODE_NAME),
                        Importance.HIGH,
                        BRIDGE_DOC,
                        GROUP,
                        1,
                        Width.SHORT,
                        "Bridge")
                .define(
                        NODE,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        matching(NODE_NAME, "must match " + NODE_NAME),
                        Importance.HIGH,
                        NODE_DOC,
                        GROUP,
                        2,
                        Width.SHORT,
                        "Node")
                .define(
                        ENTITIES,
                        ConfigDef.Type.LIST,
                        ConfigDef.NO_DEFAULT_VALUE,
                        LambdaValidator.with(
                                (key, value) -> distinct(key, value, ENTITY_NAME),
                                () -> "distinct names that match " + ENTITY_NAME),
                        Importance.HIGH,
                        ENTITIES_DOC,
                        GROUP,
                        3,
                        Width.LONG,
                        "Entities")
                .define(
                        PLACEHOLDER,
                        ConfigDef.Type.STRING,
                        "__debezium_unavailable_value",
                        new ConfigDef.NonEmptyString(),
                        Importance.LOW,
                        PLACEHOLDER_DOC,
                        GROUP,
                        4,
                        Width.MEDIUM,
                        "Placeholder of unavailable values");
    }

    Topics topics() {
        return new Topics(getString(BRIDGE));
    }

    String node() {
        return getString(NODE);
    }

    List<EntityMapping> mappings() {
        return mappings;
    }

    UnavailableValue unavailableValue() {
        return new UnavailableValue(getString(PLACEHOLDER));
    }

    static Validator matching(String pattern, String rule) {
        return LambdaValidator.with(
                (key, value) -> {
                    if (value instanceof String text && !text.matches(pattern)) {
                        throw new ConfigException(key, value, rule);
                    }
                },
                () -> rule);
    }

    private List<EntityMapping> mappings(Map<?, ?> originals) {
        List<String> entities = getList(ENTITIES);
        refuseUnknownEntityKeys(originals, entities);
        List<EntityMapping> found = new ArrayList<>();
        Map<String, String> entityByTable = new HashMap<>();
        for (String entity : entities) {
            EntityConfig config = new EntityConfig(entity, originals);
            String other = entityByTable.put(config.table(), entity);
            if (other != null) {
                throw new ConfigException(
                        EntityConfig.prefix(entity) + "table", config.table(), "is already the table of " + other);
            }
            found.add(config.mapping());
        }
        return List.copyOf(found);
    }

    /** A misspelt key would silently mean its default. */
    private static void refuseUnknownEntityKeys(Map<?, ?> originals, List<String> entities) {
        for (Map.Entry<?, ?> original : originals.entrySet()) {
            String key = String.valueOf(original.getKey());
            if (!key.startsWith(EntityConfig.PREFIX)) {
                continue;
            }
            String rest = key.substring(EntityConfig.PREFIX.length());
            int dot = rest.indexOf('.');
            String entity = dot < 0 ? rest : rest.substring(0, dot);
            if (!entities.contains(entity)) {
                throw new ConfigException(
                        key, original.getValue(), "entity '" + entity + "' is not listed in " + ENTITIES);
            }
            if (dot < 0 || !EntityConfig.SUFFIXES.contains(rest.substring(dot + 1))) {
                throw new ConfigException(
                        key,
                        original.getValue(),
                        "is not a key of an entity: "
                                + String.join(
                                        ", ",
                                        EntityConfig.SUFFIXES.stream().sorted().toList()));
            }
        }
    }

    private static void distinct(String key, Object value, String pattern) {
        List<?> names = value instanceof List<?> list ? list : List.of();
        for (Object name : names) {
            if (!String.valueOf(name).matches(pattern)) {
                throw new ConfigException(key, value, "'" + name + "' must match " + pattern);
            }
        }
        if (new HashSet<>(names).size() != names.size()) {
            throw new ConfigException(key, value, "names one twice");
        }
    }
}
