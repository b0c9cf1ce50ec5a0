package io.evobridge.compose.demo;

/**
 * One committed write of the workload.
 *
 * @param entity canonical entity
 * @param id key of the row
 * @param revision number that no other write of the run has; stored in the row
 * @param startedMillis wall clock before the statement was sent: no commit time can be earlier
 * @param committedNanos {@link System#nanoTime} when the database had answered the commit
 */
record Write(String entity, long id, long revision, long startedMillis, long committedNanos) {

    /** Names the row in all databases. */
    RowId row() {
        return new RowId(entity, id);
    }

    /** A row of an entity. */
    record RowId(String entity, long id) {}
}
