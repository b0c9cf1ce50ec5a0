package io.evobridge.resolver.simulation;

import io.evobridge.contract.AppliedKey;
import io.evobridge.contract.Evidence;
import io.evobridge.contract.Headers;
import io.evobridge.contract.RefusedKey;
import io.evobridge.contract.RowFingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sink that writes one partition of the resolved topic into a writable database, by {@code docs/active-active.md}: it
 * locks and reads, decides, writes the marker, writes the rows, commits. Each of the two halves is one event.
 */
final class SqlSink {

    private final Database database;
    private final int partition;
    private final List<ResolvedRecord> topic;
    private final PlantedBugs bugs;
    private final SinkMemory memory;
    private long next;
    private @Nullable Transaction open;

    SqlSink(Database database, int partition, List<ResolvedRecord> topic, PlantedBugs bugs, int memorySize) {
        this.database = database;
        this.partition = partition;
        this.topic = topic;
        this.bugs = bugs;
        this.memory = new SinkMemory(memorySize, stored() - 1, bugs);
        this.next = stored();
    }

    boolean isBehind() {
        return next < topic.size();
    }

    boolean isWriting() {
        return open != null;
    }

    /** Locks and reads the rows of a batch; false where somebody else holds one of them. */
    boolean begin(int batchSize, long nowMillis) {
        if (stored() > next) {
            next = stored();
            memory.forget(next - 1);
        }
        long end = Math.min(topic.size(), next + batchSize);
        TreeMap<String, ResolvedRecord> batch = new TreeMap<>();
        for (long offset = next; offset < end; offset++) {
            ResolvedRecord record = topic.get((int) offset);
            batch.put(record.key(), record);
        }
        if (batch.keySet().stream().anyMatch(database::isLocked)) {
            return false;
        }
        List<Found> rows = new ArrayList<>();
        batch.forEach((key, record) -> {
            database.lock(key);
            rows.add(new Found(record, print(key, database.cell(key).row())));
        });
        Transaction transaction = new Transaction(rows, end);
        if (bugs.has(PlantedBug.EVIDENCE_BEFORE_COMMIT)) {
            database.log.add(marker(database.begin(nowMillis), transaction, decide(transaction)));
        }
        open = transaction;
        return true;
    }

    /** Decides, writes and commits; false where the transaction failed and is to begin again. */
    boolean commit(long nowMillis) {
        Transaction transaction = take();
        Decided decided = decide(transaction);
        if (bugs.has(PlantedBug.MEMORY_BEFORE_COMMIT)) {
            remember(transaction, decided.apply);
        }
        boolean inserted = decided.apply.stream()
                .anyMatch(found -> found.print == RowFingerprint.ABSENT
                        && database.cell(found.record.key()).row() != null);
        boolean overtaken = stored() > next;
        if (overtaken || (inserted && !bugs.has(PlantedBug.UPSERT_WHERE_ABSENT))) {
            return false;
        }
        next = transaction.end;
        if (!decided.apply.isEmpty() || !decided.refuse.isEmpty()) {
            write(database.begin(nowMillis), transaction, decided);
            remember(transaction, decided.apply);
        }
        return true;
    }

    /** The transaction is rolled back. */
    void abort() {
        take();
    }

    private Transaction take() {
        Transaction transaction = open;
        if (transaction == null) {
            throw new IllegalStateException("no transaction is open");
        }
        open = null;
        transaction.rows.forEach(found -> database.unlock(found.record.key()));
        return transaction;
    }

    private Decided decide(Transaction transaction) {
        Decided decided = new Decided(new ArrayList<>(), new ArrayList<>());
        for (Found found : transaction.rows) {
            switch (judge(found)) {
                case APPLY -> decided.apply.add(found);
                case REFUSE -> decided.refuse.add(found);
                case SKIP -> checkHeld(found.record);
            }
        }
        return decided;
    }

    private SinkMemory.Verdict judge(Found found) {
        if (bugs.has(PlantedBug.NO_FENCE)) {
            return SinkMemory.Verdict.APPLY;
        }
        boolean own = database.name.equals(found.record.headers().get(Headers.ORIGIN));
        return bugs.has(PlantedBug.ORIGIN_IS_SKIPPED) && own
                ? SinkMemory.Verdict.SKIP
                : memory.judge(found.record, database.name, found.print);
    }

    private void write(Database.Commit commit, Transaction transaction, Decided decided) {
        boolean markerFirst = !bugs.has(PlantedBug.MARKER_AFTER_THE_DATA);
        if (markerFirst && !bugs.has(PlantedBug.EVIDENCE_BEFORE_COMMIT)) {
            database.log.add(marker(commit, transaction, decided));
        }
        decided.apply.forEach(found -> {
            checkNothingIsUndone(found.record);
            database.overwrite(commit, found.record);
        });
        if (!markerFirst) {
            database.log.add(marker(commit, transaction, decided));
        }
        database.setProgress(partition, new Database.Progress(transaction.end, highest(decided)));
    }

    private long highest(Decided decided) {
        long highest = database.progress(partition).highestHlc();
        for (Found found : decided.apply) {
            // The sequence too: a version that did not prevail may be the later one, and the row contains that it was
            // seen.
            highest = later(later(found.record.hlc(), found.record.sequence()), highest);
        }
        return highest;
    }

    private static long later(long a, long b) {
        return Long.compareUnsigned(a, b) > 0 ? a : b;
    }

    private Logged.Marker marker(Database.Commit commit, Transaction transaction, Decided decided) {
        return new Logged.Marker(
                commit.next(),
                commit.transaction,
                commit.micros,
                partition,
                transaction.end - 1,
                bugs.has(PlantedBug.NO_HLC_RECEIVE) ? 0 : highest(decided),
                evidence(decided));
    }

    private Evidence evidence(Decided decided) {
        List<AppliedKey> applied = new ArrayList<>();
        List<RefusedKey> refused = new ArrayList<>();
        for (Found found : decided.apply) {
            ResolvedRecord record = found.record;
            if (!bugs.has(PlantedBug.NO_EVIDENCE)) {
                applied.add(new AppliedKey(record.key(), seen(record), print(record.key(), record.row())));
            }
        }
        for (Found found : decided.refuse) {
            ResolvedRecord record = found.record;
            if (bugs.has(PlantedBug.REFUSAL_CLAIMS_TO_HAVE_SEEN)) {
                applied.add(new AppliedKey(record.key(), record.seen(), found.print));
            } else if (!bugs.has(PlantedBug.REFUSAL_IGNORED)) {
                refused.add(new RefusedKey(record.key(), found.print, record.marked(database.name)));
            }
        }
        return new Evidence(applied, refused);
    }

    private String seen(ResolvedRecord record) {
        return bugs.has(PlantedBug.EVIDENCE_OF_THE_NEWEST_STATE)
                ? newest(record.key()).seen()
                : record.seen();
    }

    private ResolvedRecord newest(String key) {
        for (int i = topic.size() - 1; i >= 0; i--) {
            if (topic.get(i).key().equals(key)) {
                return topic.get(i);
            }
        }
        throw new IllegalStateException("no record of " + key);
    }

    private void remember(Transaction transaction, List<Found> applied) {
        for (Found found : applied) {
            ResolvedRecord record = found.record;
            memory.remember(record, print(record.key(), record.row()), transaction.end - 1);
        }
    }

    private long print(String key, @Nullable Row row) {
        return Row.print(
                key, row != null && bugs.has(PlantedBug.COLUMN_NOT_IN_FINGERPRINT) ? row.with(Row.BALANCE, 0L) : row);
    }

    private long stored() {
        return database.progress(partition).next();
    }

    private void checkHeld(ResolvedRecord record) {
        Cell cell = database.cell(record.key());
        if (!Truth.isIn(record.truth(), cell.truth()) && Truth.isIn(cell.truth(), record.truth())) {
            throw new Violation(
                    "a state is said to be held by " + database.name + " which never had it: " + record + ", " + cell);
        }
    }

    /** Nothing may be overwritten that the record does not know, except where the row looks as it did when it did. */
    private void checkNothingIsUndone(ResolvedRecord record) {
        Cell cell = database.cell(record.key());
        Cell known = Cell.EMPTY;
        for (Cell earlier : database.history(record.key())) {
            known = earlier.isKnownTo(record) ? earlier : known;
        }
        if (!cell.isKnownTo(record) && !Objects.equals(known.row(), cell.row())) {
            throw new Violation("the sink of " + database.name + " undoes a write that the resolver has not seen: "
                    + cell + " by " + record);
        }
    }

    /** A record and the fingerprint of the row that it is for. */
    private record Found(ResolvedRecord record, long print) {}

    private record Transaction(List<Found> rows, long end) {}

    private record Decided(List<Found> apply, List<Found> refuse) {}
}
