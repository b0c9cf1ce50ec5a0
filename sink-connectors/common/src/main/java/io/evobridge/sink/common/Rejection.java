package io.evobridge.sink.common;

import io.evobridge.sink.common.row.RowChange;
import org.apache.kafka.connect.errors.DataException;

/**
 * A change that the target refused because of its data.
 *
 * @param change the culprit
 * @param reason what the target said, and what to do
 */
public record Rejection(RowChange change, DataException reason) {}
