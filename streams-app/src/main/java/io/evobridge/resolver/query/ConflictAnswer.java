package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.wire.PoisonException;
import io.evobridge.resolver.wire.ReadableRecords;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Concurrent versions of a key and what was decided about them then.
 *
 * @param id partition-offset in the conflicts topic
 * @param time of the record, ISO in UTC
 * @param key its parts as canonical key text, without the entity
 * @param sequence of the resolved record that carries the outcome
 * @param winner node whose version prevailed
 * @param nodes whose versions took part
 * @param versions complete; null in a list
 */
record ConflictAnswer(
        String id,
        String time,
        String entity,
        String key,
        String policy,
        String reason,
        String sequence,
        String winner,
        List<String> nodes,
        @Nullable List<Version> versions) {

    /** A version that took part, its commit time aside, which the topic does not tell. */
    record Version(
            String node,
            String position,
            String hlc,
            boolean won,
            boolean deleted,
            Map<String, String> context,
            @Nullable Map<String, @Nullable Object> record) {}

    /** Without the versions. One that cannot be read says so as its reason, so that it does not hide the others. */
    static ConflictAnswer summary(ConsumerRecord<byte[], byte[]> found, ReadableRecords readable) {
        try {
            return of(found, conflict(found, readable), null);
        } catch (PoisonException e) {
            return unreadable(found, "cannot be read: " + e.getMessage());
        }
    }

    private static ConflictAnswer unreadable(ConsumerRecord<byte[], byte[]> found, String reason) {
        String key = found.key() == null ? "" : new String(found.key(), UTF_8);
        int slash = key.indexOf('/');
        return new ConflictAnswer(
                RecordPlace.of(found).toString(),
                time(found),
                key.substring(0, Math.max(0, slash)),
                key.substring(slash + 1),
                "",
                reason,
                "",
                "",
                List.of(),
                null);
    }

    static ConflictAnswer whole(ConsumerRecord<byte[], byte[]> found, ReadableRecords readable) {
        GenericRecord conflict = conflict(found, readable);
        return of(
                found,
                conflict,
                versions(conflict).stream()
                        .map(version -> version(version, readable))
                        .toList());
    }

    private static ConflictAnswer of(
            ConsumerRecord<byte[], byte[]> found, GenericRecord conflict, @Nullable List<Version> versions) {
        String entity = String.valueOf(conflict.get("entity"));
        return new ConflictAnswer(
                RecordPlace.of(found).toString(),
                time(found),
                entity,
                String.valueOf(conflict.get("key")).substring(entity.length() + 1),
                String.valueOf(conflict.get("policy")),
                String.valueOf(conflict.get("reason")),
                new Hlc((Long) conflict.get("seq")).toString(),
                versions(conflict).stream()
                        .filter(version -> Boolean.TRUE.equals(version.get("won")))
                        .map(version -> String.valueOf(version.get("node")))
                        .findFirst()
                        .orElse(""),
                versions(conflict).stream()
                        .map(version -> String.valueOf(version.get("node")))
                        .toList(),
                versions);
    }

    private static String time(ConsumerRecord<byte[], byte[]> found) {
        return Instant.ofEpochMilli(found.timestamp()).toString();
    }

    static GenericRecord conflict(ConsumerRecord<byte[], byte[]> found, ReadableRecords readable) {
        return readable.framed(Objects.requireNonNull(found.value()));
    }

    static List<GenericRecord> versions(GenericRecord conflict) {
        return ((List<?>) conflict.get("versions"))
                .stream().map(version -> (GenericRecord) version).toList();
    }

    private static Version version(GenericRecord version, ReadableRecords readable) {
        Image image = image(version);
        return new Version(
                String.valueOf(version.get("node")),
                ChangeAnswer.position(version).toString(),
                new Hlc((Long) version.get("hlc")).toString(),
                Boolean.TRUE.equals(version.get("won")),
                version.get("image") == null,
                Positions.of(ChangeAnswer.context(version)),
                image == null ? null : readable.image(image));
    }

    /** Null for a deletion. */
    static @Nullable Image image(GenericRecord version) {
        return version.get("image") instanceof ByteBuffer framed ? unframed(framed) : null;
    }

    private static Image unframed(ByteBuffer framed) {
        byte[] bytes = new byte[framed.remaining()];
        framed.duplicate().get(bytes);
        return new Image(
                RegistryFrame.contentId(bytes), Arrays.copyOfRange(bytes, RegistryFrame.HEADER_LENGTH, bytes.length));
    }
}
