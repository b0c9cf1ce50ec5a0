package io.evobridge.compose;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record of the conflicts topic.
 *
 * @param key canonical key text
 * @param policy merge policy that decided
 * @param reason why, for a person
 * @param versions every version that took part
 */
public record ConflictRecord(String key, String policy, String reason, List<Version> versions) {

    public ConflictRecord {
        versions = List.copyOf(versions);
    }

    /**
     * A version that took part.
     *
     * @param node where it was written
     * @param won whether it is the outcome
     * @param row its fields; null for a deletion
     */
    public record Version(
            String node, boolean won, @Nullable SortedMap<String, String> row) {}

    /** All conflicts of a bridge, by partition in the order in which they were found. */
    public static List<ConflictRecord> read(BridgeStack stack) {
        TopicReader reader = new TopicReader(stack);
        List<ConflictRecord> conflicts = new ArrayList<>();
        reader.read(stack.bridge().topics().conflicts(), (key, record) -> {
            if (record != null) {
                conflicts.add(of(reader, record));
            }
        });
        return conflicts;
    }

    private static ConflictRecord of(TopicReader reader, GenericRecord record) {
        List<Version> versions = new ArrayList<>();
        for (Object element : (List<?>) record.get("versions")) {
            GenericRecord version = (GenericRecord) element;
            ByteBuffer image = (ByteBuffer) version.get("image");
            versions.add(new Version(
                    version.get("node").toString(),
                    (boolean) version.get("won"),
                    image == null ? null : row(reader, image)));
        }
        return new ConflictRecord(
                record.get("key").toString(),
                record.get("policy").toString(),
                record.get("reason").toString(),
                versions);
    }

    private static SortedMap<String, String> row(TopicReader reader, ByteBuffer image) {
        byte[] bytes = new byte[image.remaining()];
        image.duplicate().get(bytes);
        return Rows.row(reader.decode(bytes));
    }
}
