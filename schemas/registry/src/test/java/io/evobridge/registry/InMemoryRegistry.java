package io.evobridge.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry for tests without a server: numbers schemas from 1, checks compatibility as Avro defines it, and
 * can be stopped and started again.
 */
public final class InMemoryRegistry implements SchemaRegistry {

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, List<Schema>> versions = new HashMap<>();
    private final Map<String, Compatibility> rules = new HashMap<>();
    private boolean stopped;
    private int failuresAhead;
    private int calls;

    /** From now on every call fails as if no server answered. */
    public synchronized void stop() {
        stopped = true;
    }

    public synchronized void start() {
        stopped = false;
    }

    /** The next calls fail as if no server answered. */
    public synchronized void failNext(int times) {
        failuresAhead = times;
    }

    /** How often the registry was asked, refused calls included. */
    public synchronized int calls() {
        return calls;
    }

    @Override
    public synchronized Schema schema(int contentId) {
        answer();
        if (contentId < 1 || contentId > schemas.size()) {
            throw new SchemaNotFoundException("no schema with content id " + contentId);
        }
        return schemas.get(contentId - 1);
    }

    @Override
    public synchronized int register(String group, String artifactId, Schema schema) {
        answer();
        String artifact = group + '/' + artifactId;
        List<Schema> earlier = versions.computeIfAbsent(artifact, a -> new ArrayList<>());
        if (!earlier.contains(schema)) {
            check(group, artifactId, schema, earlier);
            earlier.add(schema);
        }
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    @Override
    public synchronized List<Schema> versions(String group, String artifactId) {
        answer();
        List<Schema> newestFirst = new ArrayList<>(versions.getOrDefault(group + '/' + artifactId, List.of()));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    @Override
    public synchronized void setCompatibility(String group, String artifactId, Compatibility compatibility) {
        answer();
        String artifact = group + '/' + artifactId;
        if (!versions.containsKey(artifact)) {
            throw new SchemaNotFoundException("no artifact " + artifact);
        }
        rules.put(artifact, compatibility);
    }

    private void answer() {
        calls++;
        if (stopped || failuresAhead-- > 0) {
            throw new RegistryUnavailableException("the registry in memory is stopped");
        }
        failuresAhead = 0;
    }

    private void check(String group, String artifactId, Schema schema, List<Schema> earlier) {
        Compatibility rule = rules.getOrDefault(group + '/' + artifactId, Compatibility.NONE);
        String name = rule.name();
        List<Schema> compared = name.endsWith("_TRANSITIVE") || earlier.isEmpty()
                ? earlier
                : earlier.subList(earlier.size() - 1, earlier.size());
        for (Schema old : compared) {
            String difference = null;
            if (name.startsWith("BACKWARD") || name.startsWith("FULL")) {
                difference = difference(schema, old);
            }
            if (difference == null && (name.startsWith("FORWARD") || name.startsWith("FULL"))) {
                difference = difference(old, schema);
            }
            if (difference != null) {
                throw new SchemaRejectedException(group, artifactId, difference);
            }
        }
    }

    private static @Nullable String difference(Schema reader, Schema writer) {
        SchemaCompatibility.SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return pair.getType() == SchemaCompatibilityType.COMPATIBLE ? null : "incompatible: " + pair.getDescription();
    }
}
