package io.evobridge.resolver.simulation;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.LogPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Captures a database's log in its order, and begins again at an earlier place when it is restarted. */
final class SourceConnector {

    private final Database database;
    private final Partitions partitions;
    private final PlantedBugs bugs;
    private final List<List<CapturedRecord>> topic = new ArrayList<>();
    private final Map<String, Long> lastEcho = new HashMap<>();
    private final Map<String, Row> lastWritten = new HashMap<>();
    private int next;
    private int committed;

    SourceConnector(Database database, Partitions partitions, PlantedBugs bugs) {
        this.database = database;
        this.partitions = partitions;
        this.bugs = bugs;
        for (int i = 0; i < partitions.count(); i++) {
            topic.add(new ArrayList<>());
        }
    }

    Database database() {
        return database;
    }

    String node() {
        return database.name;
    }

    /** The captured topic, by partition. */
    List<CapturedRecord> topic(int partition) {
        return topic.get(partition);
    }

    boolean isBehind() {
        return next < database.log.size();
    }

    /** Captures one event. */
    Logged capture(long nowMillis) {
        Logged logged = database.log.get(next++);
        if (logged instanceof Logged.Change change) {
            if (!(bugs.has(PlantedBug.ECHO_BY_VALUE) && looksLikeAnEcho(change))) {
                byte[] key = Wire.bytes(change.key());
                send(
                        partitions.of(change.key()),
                        key,
                        Wire.change(database.name, told(change), nowMillis),
                        nowMillis,
                        logged);
            }
        } else if (logged instanceof Logged.Marker marker) {
            String key = new CanonicalKey(
                            "evobridge_progress",
                            List.of(Wire.TOPICS.resolved(Wire.ENTITY), Integer.toString(marker.partition())))
                    .toString();
            int partition = bugs.has(PlantedBug.MARKER_IN_ANOTHER_PARTITION) ? 0 : marker.partition();
            send(partition, Wire.bytes(key), Wire.marker(database.name, marker), nowMillis, logged);
        }
        return logged;
    }

    /** Stores how far it has come. */
    void commit() {
        committed = next;
    }

    /** Dies, and begins again at the last stored place or between two events after it. */
    LogPosition restart(Random random) {
        next = committed + random.nextInt(next - committed + 1);
        return next == 0 ? LogPosition.START : database.log.get(next - 1).position();
    }

    /** What the source tells of a change: the truth, unless a bug is planted. */
    private Logged.Change told(Logged.Change change) {
        if (bugs.has(PlantedBug.SNAPSHOT_COUNTS_AS_WRITTEN) && change.transaction() == null) {
            return change.with("snapshot", change.before());
        }
        if (bugs.has(PlantedBug.ECHO_COUNTS_AS_ADDED) && change.write() != Logged.NO_WRITE && change.after() != null) {
            Row before = lastWritten.put(change.key(), change.after());
            return change.before() == null || before == null ? change : change.with(change.transaction(), before);
        }
        return change;
    }

    private boolean looksLikeAnEcho(Logged.Change change) {
        long print = Row.print(change.key(), change.after());
        if (change.write() == Logged.NO_WRITE) {
            lastEcho.put(change.key(), print);
            return true;
        }
        Long echo = lastEcho.get(change.key());
        return echo != null && echo == print;
    }

    private void send(int partition, byte[] key, byte[] value, long nowMillis, Logged logged) {
        topic.get(partition).add(new CapturedRecord(key, value, nowMillis, logged));
    }
}
