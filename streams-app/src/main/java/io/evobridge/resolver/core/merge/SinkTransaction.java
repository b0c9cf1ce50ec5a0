package io.evobridge.resolver.core.merge;

import io.evobridge.contract.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of a sink, as the log of the database that it wrote into tells it.
 *
 * @param node the database
 * @param at place of its marker, before everything else that it wrote
 * @param id the database's name for it; null for a marker that a snapshot found
 */
public record SinkTransaction(
        String node, LogPosition at, @Nullable String id) {}
