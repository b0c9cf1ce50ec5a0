package io.evobridge.compose.torture.history;

/**
 * What one process asks of its database.
 *
 * @param id unique in the run; a write leaves it in the database's journal, in the same transaction
 * @param process number of the process; it does one operation at a time
 * @param node the database
 * @param entity canonical entity
 * @param action what is done
 * @param key canonical key text of the row; of the first row for a transfer
 * @param value text written or appended, number added, {@code key:amount} for a transfer, empty for a read or deletion
 */
public record Invocation(long id, int process, String node, String entity, Action action, String key, String value) {}
