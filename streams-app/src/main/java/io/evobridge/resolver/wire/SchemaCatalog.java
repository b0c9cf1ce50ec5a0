package io.evobridge.resolver.wire;

import io.evobridge.contract.Conflict;
import io.evobridge.contract.EntitySchemas;
import io.evobridge.contract.ProgressMarker;
import io.evobridge.registry.RegistryException;
import io.evobridge.registry.RegistryUnavailableException;
import io.evobridge.registry.SchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * The schemas that the resolver meets and makes, by content id. Safe for use by many threads.
 *
 * <p>A refusal of the registry is remembered for a while, or a stream of poison would ask it again for every record.
 */
public final class SchemaCatalog {

    /** More schemas than a bridge has; reached only by a fault, and then the catalog begins anew. */
    private static final int MAX_SHAPES = 10_000;

    private static final long REFUSED_FOR_NANOS = Duration.ofSeconds(5).toNanos();

    /** How soon a new column can be written through the API. */
    private static final long KNOWN_FOR_NANOS = Duration.ofSeconds(5).toNanos();

    private final SchemaRegistry registry;
    private final String group;
    private final LongSupplier nanoTime;
    private final Map<Integer, Shape> shapes = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> images = new ConcurrentHashMap<>();
    private final Map<Integer, Refusal> refusals = new ConcurrentHashMap<>();
    /** By the entities of the bridge. */
    private final Map<String, Known> entities = new ConcurrentHashMap<>();

    /**
     * @param group the bridge, whose name space the resolver registers in
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    public SchemaCatalog(SchemaRegistry registry, String group, LongSupplier nanoTime) {
        this.registry = registry;
        this.group = group;
        this.nanoTime = nanoTime;
    }

    /** The shape of a captured value's schema; throws {@link PoisonException} for one that cannot be used. */
    Shape shape(int contentId) {
        Shape known = shapes.get(contentId);
        if (known != null) {
            return known;
        }
        Refusal refusal = refusals.get(contentId);
        if (refusal != null && nanoTime.getAsLong() - refusal.sinceNanos() < REFUSED_FOR_NANOS) {
            throw refusal.poison();
        }
        if (shapes.size() + refusals.size() >= MAX_SHAPES) {
            shapes.clear();
            refusals.clear();
        }
        try {
            Shape found = find(contentId);
            shapes.put(contentId, found);
            refusals.remove(contentId);
            return found;
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RegistryException e) {
            throw refuse(contentId, new PoisonException("schema " + contentId + ": " + e.getMessage(), e));
        } catch (PoisonException e) {
            throw refuse(contentId, e);
        }
    }

    /** The schema of an image; throws {@link PoisonException} for one that the registry does not have. */
    public Schema image(int contentId) {
        Schema known = images.get(contentId);
        if (known != null) {
            return known;
        }
        try {
            Schema found = registry.schema(contentId);
            if (images.size() >= MAX_SHAPES) {
                images.clear();
            }
            images.put(contentId, found);
            return found;
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RegistryException e) {
            throw new PoisonException("schema " + contentId + " of an image: " + e.getMessage(), e);
        }
    }

    /** The content id of an image schema that the resolver made; throws {@link PoisonException} for one refused. */
    int imageId(Schema schema) {
        try {
            int id = registry.register(group, schema.getFullName(), schema);
            images.put(id, schema);
            return id;
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RegistryException e) {
            throw new PoisonException("the schema that holds the fields of all nodes: " + e.getMessage(), e);
        }
    }

    /** The content id of change events with such images. */
    int changeId(Schema image) {
        Schema change = EntitySchemas.changeEvent(image);
        return registry.register(group, change.getFullName(), change);
    }

    /**
     * The schema that holds the fields of all versions of an entity's record, as far as anything can hold them together;
     * empty where nothing was ever captured of it.
     */
    public Optional<Schema> entity(String name) {
        Known known = entities.get(name);
        if (known != null && nanoTime.getAsLong() - known.sinceNanos() < KNOWN_FOR_NANOS) {
            return Optional.of(known.schema());
        }
        List<Schema> versions = registry.versions(group, EntitySchemas.IMAGE_NAMESPACE + '.' + name);
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        Schema widest;
        try {
            widest = WidestSchema.of(versions);
        } catch (PoisonException e) {
            widest = versions.get(0);
        }
        entities.put(name, new Known(nanoTime.getAsLong(), widest));
        return Optional.of(widest);
    }

    /** The content id of conflict records. */
    int conflictId() {
        Schema schema = Conflict.getClassSchema();
        return registry.register(group, schema.getFullName(), schema);
    }

    private Shape find(int contentId) {
        Schema writer = registry.schema(contentId);
        if (writer.getType() != Schema.Type.RECORD) {
            throw new PoisonException("schema " + contentId + " is not a record");
        }
        if (writer.getFullName().equals(ProgressMarker.getClassSchema().getFullName())) {
            return new Shape(writer, Optional.empty());
        }
        if (!EntitySchemas.CHANGE_NAMESPACE.equals(writer.getNamespace())) {
            throw new PoisonException("a captured record is a change event or a progress marker, not "
                    + writer.getFullName() + "; remove whatever else writes to this topic");
        }
        Schema image = ChangeShape.imageOf(writer);
        int imageId = registry.register(group, image.getFullName(), image);
        images.put(imageId, image);
        Schema stamped = EntitySchemas.stampedChange(image);
        int stampedId = registry.register(group, stamped.getFullName(), stamped);
        return new Shape(
                writer, Optional.of(new ChangeShape(writer.getName(), writer.getFields(), image, imageId, stampedId)));
    }

    private PoisonException refuse(int contentId, PoisonException poison) {
        refusals.put(contentId, new Refusal(nanoTime.getAsLong(), poison));
        return poison;
    }

    /**
     * A schema of captured values.
     *
     * @param change empty for a progress marker
     */
    record Shape(Schema writer, Optional<ChangeShape> change) {}

    private record Known(long sinceNanos, Schema schema) {}

    private record Refusal(long sinceNanos, PoisonException poison) {}
}
