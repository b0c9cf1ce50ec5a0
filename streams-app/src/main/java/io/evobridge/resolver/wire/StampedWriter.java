package io.evobridge.resolver.wire;

import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of the changes topic: captured change and its stamp → registry frame. The fields stand in the order of
 * {@code stamped-change.avsc}; the images are copied as bytes. Not for use by many threads.
 */
public final class StampedWriter {

    private @Nullable BinaryEncoder encoder;

    public byte[] write(Captured.Change change, Version stamp) {
        ByteArrayOutputStream bytes = Framed.stream(change.shape().stampedId());
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, encoder);
        encoder = out;
        try {
            out.writeString(change.node());
            out.writeString(change.entity());
            out.writeString(change.op());
            out.writeLong(stamp.hlc().bits());
            out.writeLong(change.position().major());
            out.writeLong(change.position().minor());
            writeContext(out, stamp.context());
            out.writeLong(change.commitMicros());
            out.writeLong(change.capturedMicros());
            writeOptional(out, change.transaction());
            out.writeArrayStart();
            out.setItemCount(change.unavailable().size());
            for (String field : change.unavailable()) {
                out.startItem();
                out.writeString(field);
            }
            out.writeArrayEnd();
            writeImage(out, change.before());
            writeImage(out, change.after());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void writeContext(BinaryEncoder out, VersionVector context) throws IOException {
        out.writeArrayStart();
        out.setItemCount(context.entries().size());
        for (Map.Entry<String, LogPosition> entry : context.entries().entrySet()) {
            out.startItem();
            out.writeString(entry.getKey());
            out.writeLong(entry.getValue().major());
            out.writeLong(entry.getValue().minor());
        }
        out.writeArrayEnd();
    }

    private static void writeOptional(BinaryEncoder out, @Nullable String text) throws IOException {
        out.writeIndex(text == null ? 0 : 1);
        if (text != null) {
            out.writeString(text);
        }
    }

    private static void writeImage(BinaryEncoder out, @Nullable Image image) throws IOException {
        out.writeIndex(image == null ? 0 : 1);
        if (image != null) {
            out.writeFixed(image.bytes());
        }
    }
}
