package io.evobridge.sink.sql;

import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.RowShape;
import io.evobridge.sink.sql.dialect.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of one table that one kind of statement writes together.
 *
 * @param table target
 * @param shape fields of all the rows; null for deletions
 * @param changes in offset order; of one key at most one
 */
record WriteStep(Table table, @Nullable RowShape shape, List<RowChange> changes) {

    boolean deletes() {
        return shape == null;
    }

    List<String> keyFields() {
        return changes.get(0).key().names();
    }
}
