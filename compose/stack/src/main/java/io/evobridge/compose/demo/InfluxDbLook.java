package io.evobridge.compose.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.evobridge.compose.demo.Write.RowId;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the points of pending rows from the history. */
final class InfluxDbLook implements Watchers.Look {

    private static final int MAX_IDS = 100;

    private final History history;
    private final Visibility visibility;

    InfluxDbLook(History history, Visibility visibility) {
        this.history = history;
        this.visibility = visibility;
    }

    @Override
    public void look() throws IOException, InterruptedException {
        OptionalLong since = visibility.oldestPendingMillis();
        if (since.isEmpty()) {
            return;
        }
        JsonNode series = history.query("SELECT id, revision FROM customer, trade_order WHERE time >= "
                + since.getAsLong() + "ms" + ofPending());
        long nowNanos = System.nanoTime();
        for (JsonNode measurement : series) {
            String entity = measurement.path("name").asText();
            for (JsonNode point : measurement.path("values")) {
                visibility.seen(
                        new RowId(entity, point.path(1).asLong()), point.path(2).asLong(), nowNanos);
            }
        }
    }

    /** Narrows a query to the pending ids, which InfluxDB finds by its index; everything when they are many. */
    private String ofPending() {
        Set<RowId> rows = visibility.pendingRows();
        if (rows.isEmpty() || rows.size() > MAX_IDS) {
            return "";
        }
        return rows.stream()
                .map(row -> "id = '" + row.id() + "'")
                .distinct()
                .collect(Collectors.joining(" OR ", " AND (", ")"));
    }
}
