package io.evobridge.registry;

import java.util.List;
import org.apache.avro.Schema;

/**
 * The keeper of Avro schemas: numbers each distinct schema with a content id, and gives the schema back for the id.
 * Safe for use by many threads. Every method fails with {@link RegistryUnavailableException} where trying again may
 * help, and with another {@link RegistryException} where it does not.
 */
public interface SchemaRegistry {

    /**
     * The schema with this content id; the same instance as long as it is cached.
     *
     * @throws SchemaNotFoundException if the registry has none
     */
    Schema schema(int contentId);

    /**
     * Finds or creates the version of the artifact that holds exactly this schema.
     *
     * @param group the name space of the artifact: the bridge
     * @param artifactId the schema's full name
     * @return the schema's content id
     * @throws SchemaRejectedException if a rule of the registry refuses the schema
     */
    int register(String group, String artifactId, Schema schema);

    /** The newest versions of an artifact, newest first, a few dozen at most; empty where there is no such artifact yet. */
    List<Schema> versions(String group, String artifactId);

    /**
     * Sets what later versions of the artifact may change.
     *
     * @throws SchemaNotFoundException if there is no such artifact yet
     */
    void setCompatibility(String group, String artifactId, Compatibility compatibility);
}
