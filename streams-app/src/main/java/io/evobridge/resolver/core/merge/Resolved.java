package io.evobridge.resolver.core.merge;

import org.jspecify.annotations.Nullable;

/**
 * What the world sees of a key.
 *
 * @param version the one that prevails; where fields are merged, the one that tells when the record was written
 * @param image the record; null where it is deleted
 */
public record Resolved(Version version, @Nullable Image image) {}
