package io.evobridge.resolver.simulation;

import io.evobridge.contract.LogPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A writable database: a table, row locks, a clock that may be wrong, and the log of what was committed in order. */
final class Database {

    final String name;
    final List<Logged> log = new ArrayList<>();
    private final Truth truth;
    private final SortedMap<String, Cell> cells = new TreeMap<>();
    private final Map<String, List<Cell>> history = new HashMap<>();
    private final Set<String> locked = new HashSet<>();
    private final Map<Integer, Progress> progress = new HashMap<>();
    private long clockSkewMillis;
    private long commits;

    Database(String name, Truth truth) {
        this.name = name;
        this.truth = truth;
    }

    void turnClock(long skewMillis) {
        clockSkewMillis = skewMillis;
    }

    Cell cell(String key) {
        return cells.getOrDefault(key, Cell.EMPTY);
    }

    /** Every state that the row ever had, oldest first. */
    List<Cell> history(String key) {
        return history.getOrDefault(key, List.of(Cell.EMPTY));
    }

    boolean isLocked(String key) {
        return locked.contains(key);
    }

    /** Locks a row; a row that is not there cannot be locked. */
    void lock(String key) {
        if (cell(key).row() != null) {
            locked.add(key);
        }
    }

    void unlock(String key) {
        locked.remove(key);
    }

    /** A row that was there before the bridge: the snapshot tells it. */
    void insertBeforeTheBridge(String key, Row row, long nowMillis) {
        LogPosition position = new LogPosition(0, 0);
        LocalWrite write = truth.write(name, position, key, Cell.EMPTY, row);
        log.add(new Logged.Change(position, null, commitMicros(nowMillis), key, null, row, write.id()));
        put(key, Cell.EMPTY.after(write, truth.byField()));
    }

    /** Commits an application's transaction: key → image, null for a deletion. */
    List<LocalWrite> commit(SortedMap<String, ? extends @Nullable Row> changes, long nowMillis) {
        List<LocalWrite> writes = new ArrayList<>();
        Commit commit = begin(nowMillis);
        changes.forEach((key, row) -> {
            Cell before = cell(key);
            LogPosition position = commit.next();
            LocalWrite write = truth.write(name, position, key, before, row);
            log.add(new Logged.Change(position, commit.transaction, commit.micros, key, before.row(), row, write.id()));
            put(key, before.after(write, truth.byField()));
            writes.add(write);
        });
        return writes;
    }

    /** Places in the log for one transaction. */
    Commit begin(long nowMillis) {
        commits++;
        return new Commit(commits, name + ":" + commits, commitMicros(nowMillis));
    }

    /** What the progress table holds for a partition of the resolved topic. */
    Progress progress(int partition) {
        return progress.getOrDefault(partition, Progress.NONE);
    }

    void setProgress(int partition, Progress stored) {
        progress.put(partition, stored);
    }

    /** A sink's row, in its transaction. */
    void overwrite(Commit commit, ResolvedRecord record) {
        Row before = cell(record.key()).row();
        if (before != null || record.row() != null) {
            log.add(new Logged.Change(
                    commit.next(),
                    commit.transaction,
                    commit.micros,
                    record.key(),
                    before,
                    record.row(),
                    Logged.NO_WRITE));
        }
        put(record.key(), cell(record.key()).after(record));
    }

    private void put(String key, Cell cell) {
        cells.put(key, cell);
        history.computeIfAbsent(key, any -> new ArrayList<>(List.of(Cell.EMPTY)))
                .add(cell);
    }

    private long commitMicros(long nowMillis) {
        return (nowMillis + clockSkewMillis) * 1_000L;
    }

    /**
     * A row of the progress table.
     *
     * @param next offset of the next resolved record
     * @param highestHlc highest clock reading applied
     */
    record Progress(long next, long highestHlc) {

        static final Progress NONE = new Progress(0, 0);
    }

    /** Hands out the places of one transaction in the log. */
    static final class Commit {

        final String transaction;
        final long micros;
        private final long major;
        private long rows;

        private Commit(long major, String transaction, long micros) {
            this.major = major;
            this.transaction = transaction;
            this.micros = micros;
        }

        LogPosition next() {
            return new LogPosition(major, rows++);
        }
    }
}
