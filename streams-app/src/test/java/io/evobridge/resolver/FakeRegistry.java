package io.evobridge.resolver;

import io.evobridge.registry.Compatibility;
import io.evobridge.registry.RegistryUnavailableException;
import io.evobridge.registry.SchemaNotFoundException;
import io.evobridge.registry.SchemaRegistry;
import io.evobridge.registry.SchemaRejectedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** A registry in memory that can be away, and that can refuse artifacts. */
public final class FakeRegistry implements SchemaRegistry {

    private final List<Schema> schemas = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private int callsToFail;

    @Override
    public synchronized Schema schema(int contentId) {
        failIfAway();
        if (contentId < 1 || contentId > schemas.size()) {
            throw new SchemaNotFoundException("the registry has no schema with content id " + contentId);
        }
        return schemas.get(contentId - 1);
    }

    @Override
    public synchronized int register(String group, String artifactId, Schema schema) {
        failIfAway();
        if (refused.contains(artifactId)) {
            throw new SchemaRejectedException(group, artifactId, "incompatible");
        }
        int known = schemas.indexOf(schema);
        if (known < 0) {
            schemas.add(schema);
            known = schemas.size() - 1;
        }
        return known + 1;
    }

    @Override
    public synchronized List<Schema> versions(String group, String artifactId) {
        failIfAway();
        List<Schema> versions = new ArrayList<>(schemas);
        versions.removeIf(schema -> !schema.getFullName().equals(artifactId));
        Collections.reverse(versions);
        return versions;
    }

    @Override
    public void setCompatibility(String group, String artifactId, Compatibility compatibility) {}

    public synchronized void refuse(String artifactId) {
        refused.add(artifactId);
    }

    /** The next calls find nobody. */
    public synchronized void failNext(int calls) {
        callsToFail = calls;
    }

    private void failIfAway() {
        if (callsToFail > 0) {
            callsToFail--;
            throw new RegistryUnavailableException("no schema registry answers");
        }
    }
}
