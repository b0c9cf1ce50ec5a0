package io.evobridge.connect.normalize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The tables that this node's mappings name, found by source block or, for tombstones, by topic. */
final class TableNames {

    private final Map<String, EntityMapping> mappingByTable = new HashMap<>();

    TableNames(List<EntityMapping> mappings) {
        mappings.forEach(mapping -> mappingByTable.put(mapping.table(), mapping));
    }

    /** The mapping of a table; null where no entity takes it. */
    @Nullable
    EntityMapping mapping(TableName name) {
        if (name.schema() == null) {
            return mappingByTable.get(name.database() + "." + name.table());
        }
        String inSchema = name.schema() + "." + name.table();
        EntityMapping mapping = mappingByTable.get(inSchema);
        return mapping != null ? mapping : mappingByTable.get(name.database() + "." + inSchema);
    }

    /** Whether a tombstone belongs to a mapped table or the marker table: it says nothing that the delete did not. */
    boolean isTombstoneOfMappedTable(ConnectRecord<?> record) {
        Schema key = record.keySchema();
        String keyName = key == null || key.name() == null ? "" : key.name().replaceFirst("\\.Key$", "");
        return namesTable(String.valueOf(record.topic())) || namesTable(keyName);
    }

    /** Debezium names topics and key schemas prefix.database.table, with '_' for characters that Kafka refuses. */
    private boolean namesTable(String topic) {
        if (topic.endsWith('.' + MarkerRoute.TABLE)) {
            return true;
        }
        for (String table : mappingByTable.keySet()) {
            if (topic.endsWith('.' + table.replaceAll("[^a-zA-Z0-9._-]", "_"))) {
                return true;
            }
        }
        return false;
    }
}
