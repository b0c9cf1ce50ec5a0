package io.evobridge.resolver.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the bridge file promises for a key.
 *
 * @param winner the write that says whether the record is there and when it was written
 * @param row null where the record is deleted
 * @param authors for the record or for each field that one write decides, id of the write whose value is shown
 */
record Expected(LocalWrite winner, @Nullable Row row, Map<String, Integer> authors) {}
