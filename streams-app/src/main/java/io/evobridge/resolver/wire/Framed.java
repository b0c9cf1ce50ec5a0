package io.evobridge.resolver.wire;

import io.evobridge.contract.RegistryFrame;
import io.evobridge.resolver.core.merge.Image;
import java.io.ByteArrayOutputStream;

/** Bytes in registry framing. */
public final class Framed {

    private Framed() {}

    /** The image as a resolved record carries it: the bare entity record. */
    public static byte[] of(Image image) {
        byte[] framed = new byte[RegistryFrame.HEADER_LENGTH + image.bytes().length];
        RegistryFrame.writeHeader(framed, image.schemaId());
        System.arraycopy(image.bytes(), 0, framed, RegistryFrame.HEADER_LENGTH, image.bytes().length);
        return framed;
    }

    /** A stream that begins with a frame's header; Avro binary follows. */
    static ByteArrayOutputStream stream(int contentId) {
        byte[] header = new byte[RegistryFrame.HEADER_LENGTH];
        RegistryFrame.writeHeader(header, contentId);
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.writeBytes(header);
        return out;
    }
}
