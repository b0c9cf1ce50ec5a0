package io.evobridge.compose;

import io.evobridge.bridge.Node;
import io.evobridge.contract.Evidence;
import io.evobridge.contract.ProgressMarker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;

/**
 * What the captured topics tell of the sinks' own transactions, looked at from outside: a row change in the transaction
 * of a marker is an echo, and an echo among the stamped changes was taken for a write.
 */
public final class EchoAudit {

    private static final BinaryMessageDecoder<GenericRecord> EVIDENCE =
            new BinaryMessageDecoder<>(GenericData.get(), Evidence.getClassSchema());

    private final Map<String, Set<String>> markers = new HashMap<>();
    private long changes;
    private long markerCount;
    private long echoes;
    private long applied;
    private long refused;
    private long takenForWrites;

    private EchoAudit() {}

    /** Reads the captured topics and the stamped changes of a bridge. */
    public static EchoAudit of(BridgeStack stack) {
        EchoAudit audit = new EchoAudit();
        TopicReader reader = new TopicReader(stack);
        for (Node node : stack.bridge().sources()) {
            String topic = stack.bridge().topics().captured(node.name());
            Set<String> own = audit.markers.computeIfAbsent(node.name(), name -> new HashSet<>());
            Map<String, Long> rows = new HashMap<>();
            reader.read(topic, (key, record) -> {
                if (record != null) {
                    audit.captured(record, own, rows);
                }
            });
            rows.forEach((transaction, count) -> {
                if (own.contains(transaction)) {
                    audit.echoes += count;
                } else {
                    audit.changes += count;
                }
            });
        }
        reader.read(stack.bridge().topics().changes(), (key, change) -> {
            if (change != null && audit.isEcho(change)) {
                audit.takenForWrites++;
            }
        });
        return audit;
    }

    private void captured(GenericRecord record, Set<String> own, Map<String, Long> rows) {
        String transaction = String.valueOf(record.get("transaction"));
        if (record.getSchema()
                .getFullName()
                .equals(ProgressMarker.getClassSchema().getFullName())) {
            own.add(transaction);
            markerCount++;
            ByteBuffer evidence = (ByteBuffer) record.get("evidence");
            if (evidence != null) {
                count(evidence.duplicate());
            }
        } else {
            rows.merge(transaction, 1L, Long::sum);
        }
    }

    private void count(ByteBuffer bytes) {
        try {
            GenericRecord evidence = EVIDENCE.decode(bytes);
            applied += ((List<?>) evidence.get("applied")).size();
            refused += ((List<?>) evidence.get("refused")).size();
        } catch (IOException e) {
            throw new UncheckedIOException("evidence that cannot be read", e);
        }
    }

    private boolean isEcho(GenericRecord change) {
        Object transaction = change.get("transaction");
        return transaction != null
                && markers.getOrDefault(change.get("node").toString(), Set.of()).contains(transaction.toString());
    }

    /** Captured row changes that applications made. */
    public long changes() {
        return changes;
    }

    /** Transactions of sinks that left a marker. */
    public long markers() {
        return markerCount;
    }

    /** Captured nodes without a single marker. */
    public Set<String> silent() {
        Set<String> silent = new TreeSet<>();
        markers.forEach((node, transactions) -> {
            if (transactions.isEmpty()) {
                silent.add(node);
            }
        });
        return silent;
    }

    /** Captured row changes that sinks made. */
    public long echoes() {
        return echoes;
    }

    /** Keys that sinks have written. */
    public long applied() {
        return applied;
    }

    /** Keys that sinks have left alone. */
    public long refused() {
        return refused;
    }

    /** Echoes that were stamped as writes: there must be none. */
    public long takenForWrites() {
        return takenForWrites;
    }
}
