package io.evobridge.sink.influxdb;

import io.evobridge.sink.common.PauseRequestedException;
import io.evobridge.sink.common.Rejection;
import io.evobridge.sink.common.RowBatch;
import io.evobridge.sink.common.RowWriter;
import io.evobridge.sink.common.WriteResult;
import io.evobridge.sink.common.row.RowChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch, or several, as one request. A point is named by series and time, both taken from the record, so writing a batch
 * again changes nothing, and a late older state becomes an older point: the target needs no fence.
 */
final class InfluxDbWriter implements RowWriter {

    private static final Logger LOG = LoggerFactory.getLogger(InfluxDbWriter.class);

    private final InfluxDbHttp http;
    private final PointEncoder encoder;
    private final Optional<String> creatableDatabase;

    /** @param creatableDatabase v1 database to create when it is missing */
    InfluxDbWriter(InfluxDbHttp http, PointEncoder encoder, Optional<String> creatableDatabase) {
        this.http = http;
        this.encoder = encoder;
        this.creatableDatabase = creatableDatabase;
    }

    @Override
    public WriteResult write(RowBatch batch) {
        return writeTogether(List.of(batch)).get(0);
    }

    @Override
    public List<WriteResult> writeTogether(List<RowBatch> batches) {
        StringBuilder lines = new StringBuilder();
        List<WriteResult> results =
                batches.stream().map(batch -> append(batch, lines)).toList();
        if (!lines.isEmpty()) {
            send(lines.toString(), batches);
        }
        return results;
    }

    /** Appends a batch's lines; what becomes of it when they are taken. */
    private WriteResult append(RowBatch batch, StringBuilder lines) {
        List<Rejection> rejected = new ArrayList<>();
        int upserted = 0;
        int deleted = 0;
        for (RowChange change : batch.changes()) {
            try {
                lines.append(encoder.line(change)).append('\n');
            } catch (DataException e) {
                rejected.add(new Rejection(change, e));
                continue;
            }
            if (change.isDeletion()) {
                deleted++;
            } else {
                upserted++;
            }
        }
        return new WriteResult(upserted, deleted, 0, rejected);
    }

    private void send(String lines, List<RowBatch> batches) {
        Answer answer = http.write(lines);
        if (answer.verdict() == Verdict.NO_DATABASE && creatableDatabase.isPresent()) {
            LOG.info("event=create-database target={}", http.endpoint().target());
            Answer creation = http.createDatabase(creatableDatabase.get());
            answer = creation.verdict() == Verdict.WRITTEN ? http.write(lines) : creation;
        }
        switch (answer.verdict()) {
            case WRITTEN -> {}
            case BAD_POINT -> throw new DataException("InfluxDB refused the data: " + answer.sentence());
            case TOO_LARGE ->
                throw new DataException("InfluxDB takes no request of " + lines.length() + " characters ("
                        + answer.sentence() + "); lower batch.size or raise the server's limit");
            case NO_DATABASE ->
                throw new ConnectException(http.endpoint().target() + " does not exist at "
                        + http.endpoint() + " (" + answer.sentence() + "); create it, or set "
                        + InfluxDbSinkKeys.DATABASE_CREATE + "=true, then restart the task");
            case REFUSED ->
                throw new ConnectException("InfluxDB at " + http.endpoint() + " refuses writes (" + answer.sentence()
                        + "); check target, credentials and permissions, then restart the task");
            case DISK_FULL -> {
                LOG.error(
                        "event=disk-full target={} partitions={} answer=\"{}\" action=\"free space, then restart"
                                + " InfluxDB 1.x; the same points are sent again until they are taken\"",
                        http.endpoint(),
                        batches.stream().map(RowBatch::partition).toList(),
                        answer.sentence());
                throw away(answer);
            }
            case AWAY -> throw away(answer);
        }
    }

    private RetriableException away(Answer answer) {
        String message = "InfluxDB at " + http.endpoint() + " takes no writes: " + answer.sentence();
        return answer.retryAfter()
                .<RetriableException>map(pause -> new PauseRequestedException(message, pause))
                .orElseGet(() -> new RetriableException(message));
    }

    @Override
    public void close() {
        // The HTTP client keeps no state that outlives its idle connections.
    }
}
