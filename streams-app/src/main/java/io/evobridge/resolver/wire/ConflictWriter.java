package io.evobridge.resolver.wire;

import io.evobridge.contract.Conflict;
import io.evobridge.contract.ConflictVersion;
import io.evobridge.contract.VersionVectorEntry;
import io.evobridge.resolver.core.merge.Dispute;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Writes values of the conflicts topic: every version of a key, complete, and what was decided. */
public final class ConflictWriter {

    private final SchemaCatalog catalog;
    /** Generic, because Avro's specific writer looks classes up by name and trusts none of ours. */
    private final GenericDatumWriter<Conflict> writer = new GenericDatumWriter<>(Conflict.getClassSchema());

    public ConflictWriter(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    /** One conflict. */
    public byte[] write(String entity, String key, KeyState state, Dispute dispute) {
        Conflict conflict = Conflict.newBuilder()
                .setEntity(entity)
                .setKey(key)
                .setPolicy(dispute.policy())
                .setReason(dispute.reason())
                .setSeq(state.sequence())
                .setVersions(state.versions().stream()
                        .map(version -> version(version, version.equals(dispute.winner())))
                        .toList())
                .build();
        ByteArrayOutputStream bytes = Framed.stream(catalog.conflictId());
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            writer.write(conflict, out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static ConflictVersion version(Version version, boolean won) {
        List<VersionVectorEntry> context = version.context().entries().entrySet().stream()
                .map(entry -> new VersionVectorEntry(
                        entry.getKey(),
                        entry.getValue().major(),
                        entry.getValue().minor()))
                .toList();
        ConflictVersion.Builder written = ConflictVersion.newBuilder()
                .setNode(version.dot().node())
                .setPositionMajor(version.dot().position().major())
                .setPositionMinor(version.dot().position().minor())
                .setHlc(version.hlc().bits())
                .setContext(context)
                .setWon(won);
        Image image = version.image();
        return (image == null ? written : written.setImage(ByteBuffer.wrap(Framed.of(image)))).build();
    }
}
