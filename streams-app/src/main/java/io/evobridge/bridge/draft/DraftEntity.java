package io.evobridge.bridge.draft;

import io.evobridge.bridge.sql.FoundTable;
import java.util.List;
import java.util.Map;

/**
 * A record type that databases seem to share.
 *
 * @param name entity name
 * @param key columns of the primary key, the same in all tables
 * @param tables by node
 */
record DraftEntity(String name, List<String> key, Map<String, FoundTable> tables) {}
