package io.evobridge.load.jmh;

import io.evobridge.registry.Compatibility;
import io.evobridge.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A registry in memory: it answers at once, as one whose answers are cached. */
public final class MemoryRegistry implements SchemaRegistry {

    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public Schema schema(int contentId) {
        return schemas.get(contentId - 1);
    }

    @Override
    public int register(String group, String artifactId, Schema schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    @Override
    public List<Schema> versions(String group, String artifactId) {
        return schemas.stream()
                .filter(schema -> schema.getFullName().equals(artifactId))
                .toList();
    }

    @Override
    public void setCompatibility(String group, String artifactId, Compatibility compatibility) {}
}
